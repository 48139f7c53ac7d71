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
import { restoreBackup } from './restore-backup'
import { createRunRepository, type RunRepository } from './run-repository'
import { createRunStore } from './run-store'
import { createSearchIndex } from './search-index'
import { createSettingsRepository, type SettingsRepository } from './settings-repository'
import { createStepDraftRepository, type StepDraftRepository } from './step-draft-repository'
import { createStepTrialRepository, type StepTrialRepository } from './step-trial-repository'
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

/** What reads and writes one open database. */
interface Repositories {
  /** What the engine writes to and reads from. */
  runStore: RunStore
  runs: RunRepository
  workflows: WorkflowRepository
  templates: TemplateRepository
  connections: ConnectionRepository
  settings: SettingsRepository
  drafts: DraftRepository
  stepDrafts: StepDraftRepository
  stepTrials: StepTrialRepository
  usage: UsageRepository
  maintenance: Maintenance
}

export interface Store extends Repositories {
  /**
   * Puts a backup in the database's place and goes on with it: every repository reads and writes the new one from
   * here on. Nothing may be under way that belongs to the former one.
   * @returns where the former database is kept; null if somebody had removed it
   * @throws BatonError what `restoreBackup` throws; then nothing has changed
   */
  restore(name: string): string | null
  close(): void
}

interface OpenDatabase {
  database: Database
  repositories: Repositories
}

/**
 * Opens the database of a data folder, and brings it to the newest schema.
 * @throws BatonError `NEWER_DATABASE`, `STORAGE_CORRUPT` (the file was moved aside; its remedy names the newest
 *   backup), `STORAGE_FULL`
 */
export function openStore(options: StoreOptions): Store {
  const { dataFolder, now } = options
  let opened = open(options)
  const guarded = <Name extends keyof Repositories>(name: Name): Repositories[Name] =>
    withStorageErrors(
      () => opened.repositories[name],
      () => markForCheck(dataFolder),
    )
  return {
    runStore: guarded('runStore'),
    runs: guarded('runs'),
    workflows: guarded('workflows'),
    templates: guarded('templates'),
    connections: guarded('connections'),
    settings: guarded('settings'),
    drafts: guarded('drafts'),
    stepDrafts: guarded('stepDrafts'),
    stepTrials: guarded('stepTrials'),
    usage: guarded('usage'),
    maintenance: guarded('maintenance'),
    restore(name) {
      try {
        return restoreBackup({ dataFolder, name, now, release: () => void opened.database.close() })
      } finally {
        if (!opened.database.open) opened = open(options)
      }
    },
    close: () => void opened.database.close(),
  }
}

function open(options: StoreOptions): OpenDatabase {
  const { dataFolder } = options
  try {
    makePrivateFolder(dataFolder)
    checkIfMarked(dataFolder, options.now())
    const database = openMigrated(dataFolder, options.now)
    return { database, repositories: compose(database, options) }
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

function compose(database: Database, options: StoreOptions): Repositories {
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
  return {
    runStore: createRunStore(database, leases, search),
    runs: createRunRepository(context, search),
    workflows: createWorkflowRepository(context),
    templates: createTemplateRepository(context),
    connections: createConnectionRepository(context),
    settings: createSettingsRepository(context),
    drafts: createDraftRepository(context),
    stepDrafts: createStepDraftRepository(context),
    stepTrials: createStepTrialRepository(context),
    usage: createUsageRepository(context),
    maintenance: createMaintenance(context, search, options.dataFolder),
  }
}
