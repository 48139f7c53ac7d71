import type { Database } from 'better-sqlite3'
import type { Lease, OwnerRequest } from '@main/engine/ports'
import { conflict, notFound } from '@shared/errors'
import type { OwnerIdentity, ProcessState } from './owner-identity'

/** An owner that has not been heard of for this long has lost its runs. */
export const LEASE_LIFETIME_MS = 10_000

/** What `run_leases` says of an owner. */
export interface LeaseRow {
  token: number
  released: number
  host: string
  boot_id: string | null
  pid: number
  process_start: string | null
  heartbeat_at: number
  request: OwnerRequest | null
}

export interface Observer {
  now: () => number
  owner: OwnerIdentity
  processState: (pid: number) => ProcessState
}

export type Leases = ReturnType<typeof createLeases>

/** Ownership of runs. `insert` and `check` belong inside a transaction of the caller. */
export function createLeases(database: Database, observer: Observer) {
  const { owner, now } = observer
  const select = database.prepare<[string], LeaseRow>('SELECT * FROM run_leases WHERE run_id = ?')
  const runExists = database.prepare('SELECT 1 FROM runs WHERE id = ? AND deleted_at IS NULL')
  const write = database.prepare(`
    INSERT INTO run_leases (run_id, token, released, host, boot_id, pid, process_start, heartbeat_at, request)
    VALUES (@runId, @token, 0, @host, @bootId, @pid, @processStart, @now, NULL)
    ON CONFLICT (run_id) DO UPDATE SET token = excluded.token, released = 0, host = excluded.host,
      boot_id = excluded.boot_id, pid = excluded.pid, process_start = excluded.process_start,
      heartbeat_at = excluded.heartbeat_at, request = NULL`)
  const beat = database.prepare('UPDATE run_leases SET heartbeat_at = ? WHERE run_id = ?')
  const release = database.prepare(
    'UPDATE run_leases SET released = 1, request = NULL WHERE run_id = ? AND token = ?',
  )
  // A stop that was asked for is not weakened by a later pause.
  const request = database.prepare(`
    UPDATE run_leases SET request = CASE request WHEN 'stop' THEN 'stop' ELSE ? END
    WHERE run_id = ? AND released = 0`)

  const selectRunning = database.prepare<[], LeaseRow & { run_id: string }>(
    "SELECT run_leases.* FROM runs JOIN run_leases ON run_id = id WHERE status = 'running' AND deleted_at IS NULL",
  )

  function insert(runId: string, token: number): Lease {
    write.run({ ...owner, runId, token, now: now() })
    return { runId, token }
  }

  function check(lease: Lease): LeaseRow {
    const row = select.get(lease.runId)
    if (row === undefined) throw notFound('run', lease.runId)
    if (row.released !== 0) {
      throw conflict('This run is not being run by this process any more, so nothing was changed.')
    }
    if (row.token !== lease.token) {
      throw conflict(
        `This run was taken over by process ${row.pid} on ${row.host}, so nothing was changed here.`,
        'Follow it there, or pause it and resume it here.',
      )
    }
    return row
  }

  const acquire = database.transaction((runId: string): Lease => {
    if (runExists.get(runId) === undefined) throw notFound('run', runId)
    const row = select.get(runId)
    if (row !== undefined && isLiving(row, observer)) {
      throw conflict(
        `This run is in the hands of process ${row.pid} on ${row.host}.`,
        'Wait until it has finished there, or pause or stop it first.',
      )
    }
    return insert(runId, (row?.token ?? 0) + 1)
  })

  const heartbeat = database.transaction((lease: Lease): OwnerRequest | null => {
    const row = check(lease)
    beat.run(now(), lease.runId)
    return row.request
  })

  return {
    insert,
    check,
    acquire: (runId: string) => acquire.immediate(runId),
    heartbeat: (lease: Lease) => heartbeat.immediate(lease),
    release: (lease: Lease): void => {
      release.run(lease.runId, lease.token)
    },
    request: (runId: string, what: OwnerRequest): void => {
      request.run(what, runId)
    },
    hasLivingOwner: (runId: string): boolean => {
      const row = select.get(runId)
      return row !== undefined && isLiving(row, observer)
    },
    /** What the living owner was asked to do; null: nothing, or there is no such owner. */
    requestedOf: (runId: string): OwnerRequest | null => {
      const row = select.get(runId)
      return row !== undefined && isLiving(row, observer) ? row.request : null
    },
    /**
     * Ids of the runs that are running; the others that are stored as running are interrupted.
     * @param asked only those whose owner was asked for this
     */
    livingRunIds: (asked?: OwnerRequest): string[] =>
      selectRunning
        .all()
        .filter((row) => (asked === undefined || row.request === asked) && isLiving(row, observer))
        .map((row) => row.run_id),
  }
}

/** SQL: the status of a row of `runs`; `@living` is the JSON array of `livingRunIds`. */
export const DERIVED_STATUS = `CASE WHEN runs.status = 'running'
  AND runs.id NOT IN (SELECT value FROM json_each(@living)) THEN 'interrupted' ELSE runs.status END`

/** Whether the recorded owner may still be at work. */
function isLiving(row: LeaseRow, { owner, now, processState }: Observer): boolean {
  if (row.released !== 0) return false
  const sameSystem = row.host === owner.host && row.boot_id === owner.bootId
  if (sameSystem && row.pid === owner.pid && row.process_start === owner.processStart) return true
  // A heartbeat from the future is no better than an old one: the clock was set back.
  if (Math.abs(now() - row.heartbeat_at) >= LEASE_LIFETIME_MS) return false
  if (row.host !== owner.host) return true
  if (!sameSystem) return false
  const state = processState(row.pid)
  if (!state.alive) return false
  return state.processStart === null || row.process_start === null || state.processStart === row.process_start
}
