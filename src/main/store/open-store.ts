import type { Database } from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { backUpLocked } from './backup'
import { bundledMigrations } from './bundled-migrations'
import { checkIfMarked, checkNow, markForCheck } from './check-database'
import { createConnectionRepository, type ConnectionRepository } from './connection-repository'
import { dataFiles, makePrivateFile, makePrivateFolder } from './data-files'
import { createDraftRepository, type DraftRepository } from './draft-repository'
import { registerFoldText } from './fold-text'
import { createLeases } from './lease'
import { createMaintenance, type Maintenance } from './maintenance'
import { migrate } from './migrate'
import { assertDurable, openDatabase } from './open-database'
import { readOwnerIdentity, readProcessState, type OwnerIdentity, type ProcessState } from './owner-identity'
import { refuseNewerDatabase } from './refuse-newer-database'
import { createRunRepository, type RunRepository } from './run-repository'
import { createRunStore } from './run-store'
import { createSearchIndex } from './search-index'
import { createSettingsRepository, type SettingsRepository } from './settings-repository'
import { isCorruption, sqliteCode, storageError, withStorageErrors } from './storage-error'
import type { StoreContext } from './store-context'
import { createTemplateRepository, type TemplateRepository } from './template-repository'
import { createUsageRepository, type UsageRepository } from './usage-repository'
import { createWorkflowRepository, type WorkflowRepository } from './workflow-repository'
import type { RunStore } from '@main/engine/ports'

export interface StoreOptions {
  /** Absolute path; made if it is not there. */
  dataFolder: string
  /** Wall clock, milliseconds since the epoch. */
  now: () => number
  /** A new unique id, sortable by time. */
  newId: () => string
  /** Who takes the leases; this process unless said otherwise. */
  owner?: OwnerIdentity
  /** How to find out about other processes of this system. */
  processState?: (pid: number) => ProcessState
}

export interface Store {
  /** What the engine writes to and reads from. */
  runStore: RunStore
  runs: RunRepository
  workflows: WorkflowRepository
  templates: TemplateRepository
  connections: ConnectionRepository
  settings: SettingsRepository
  drafts: DraftRepository
  usage: UsageRepository
  maintenance: Maintenance
  close(): void
}

/**
 * Opens the database of a data folder, and brings it to the newest schema.
 * @throws BatonError `NEWER_DATABASE`, `STORAGE_CORRUPT` (the file was moved aside; its remedy names the newest
 *   backup), `STORAGE_FULL`
 */
export function openStore(options: StoreOptions): Store {
  const { dataFolder } = options
  try {
    makePrivateFolder(dataFolder)
    checkIfMarked(dataFolder, options.now())
    return compose(openMigrated(dataFolder, options.now), options)
  } catch (error) {
    const code = sqliteCode(error)
    if (code !== undefined && isCorruption(code)) checkNow(dataFolder, options.now())
    throw storageError(error)
  }
}

function openMigrated(dataFolder: string, now: () => number): Database {
  const { database: file } = dataFiles(dataFolder)
  refuseNewerDatabase(file, bundledMigrations.length)
  makePrivateFile(file)
  const database = openDatabase(file)
  try {
    migrate(database, bundledMigrations, () => backUpLocked(dataFolder, 'migration', now()))
    assertDurable(database)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

function compose(database: Database, options: StoreOptions): Store {
  registerFoldText(database)
  const leases = createLeases(database, {
    now: options.now,
    owner: options.owner ?? readOwnerIdentity(),
    processState: options.processState ?? readProcessState,
  })
  const { now, newId } = options
  const context: StoreContext = {
    database,
    queries: drizzle({ client: database }),
    leases,
    inTransaction: (work) => database.transaction(work).immediate(),
    now,
    newId,
  }
  const search = createSearchIndex(database)
  const guarded = <Methods extends object>(methods: Methods): Methods =>
    withStorageErrors(methods, () => markForCheck(options.dataFolder))
  return {
    runStore: guarded(createRunStore(database, leases, search)),
    runs: guarded(createRunRepository(context, search)),
    workflows: guarded(createWorkflowRepository(context)),
    templates: guarded(createTemplateRepository(context)),
    connections: guarded(createConnectionRepository(context)),
    settings: guarded(createSettingsRepository(context)),
    drafts: guarded(createDraftRepository(context)),
    usage: guarded(createUsageRepository(context)),
    maintenance: guarded(createMaintenance(context, search, options.dataFolder)),
    close: () => database.close(),
  }
}
