import { eq } from 'drizzle-orm'
import { conflict, notFound } from '@shared/errors'
import type { Connection } from '@shared/model/connection'
import { checkBase, nextUpdate } from './base-check'
import { connections } from './schema'
import type { StoreContext } from './store-context'

/** A connection as the user configured it. Its key is in the keychain and never here. */
export interface StoredConnection extends Connection {
  updatedAt: number
}

/** Where a connection's key is in the keychain, and what may be shown of it. Never the key. */
export interface KeyRecord {
  /** Names the keychain's entry; another one for each key that was set. */
  entry: string
  /** The one origin that the key was typed for. */
  origin: string
  endsIn: string | null
}

export interface ConnectionRepository {
  /** By name. */
  list(): StoredConnection[]
  get(name: string): StoredConnection | undefined
  /** @throws BatonError `CONFLICT` if the name is taken */
  add(connection: Connection): StoredConnection
  /** Replaces the one called `name`, which may get another name. @throws BatonError `NOT_FOUND`, `CONFLICT` */
  replace(name: string, connection: Connection, basedOn: number): StoredConnection
  /** Notes that its key is another one now. @returns the new `updatedAt` @throws BatonError `NOT_FOUND`, `CONFLICT` */
  touch(name: string, basedOn: number): number
  /** For good. @throws BatonError `NOT_FOUND`, `CONFLICT` */
  remove(name: string, basedOn: number): void
  /** It goes along when the connection gets another name, and goes when the connection does. */
  keyRecord(name: string): KeyRecord | undefined
  /** Null: there is no key. Nothing happens where there is no such connection. */
  writeKeyRecord(name: string, record: KeyRecord | null): void
}

export function createConnectionRepository({
  database,
  inTransaction,
  queries,
  now,
}: StoreContext): ConnectionRepository {
  // The engine asks for every step, so these are prepared, and need nothing built before the first answer.
  const selectAll = database.prepare<[], ConnectionRow>(`SELECT ${COLUMNS} FROM connections ORDER BY name`)
  const selectOne = database.prepare<[string], ConnectionRow>(
    `SELECT ${COLUMNS} FROM connections WHERE name = ?`,
  )

  function get(name: string): StoredConnection | undefined {
    const row = selectOne.get(name)
    return row === undefined ? undefined : toConnection(row)
  }

  function unchanged(name: string, basedOn: number): StoredConnection {
    const stored = get(name)
    if (stored === undefined) throw notFound('connection', name)
    checkBase('connection', stored.updatedAt, basedOn)
    return stored
  }

  function checkFree(name: string): void {
    if (get(name) !== undefined) {
      throw conflict(`There is already a connection "${name}".`, 'Choose another name.')
    }
  }

  return {
    list: () => selectAll.all().map(toConnection),
    get,

    add: (connection) =>
      inTransaction(() => {
        checkFree(connection.name)
        const row = { ...toRow(connection), updatedAt: now() }
        queries.insert(connections).values(row).run()
        return toConnection(row)
      }),

    replace: (name, connection, basedOn) =>
      inTransaction(() => {
        const before = unchanged(name, basedOn)
        if (connection.name !== name) checkFree(connection.name)
        const row = { ...toRow(connection), updatedAt: nextUpdate(now(), before.updatedAt) }
        queries.update(connections).set(row).where(eq(connections.name, name)).run()
        return toConnection(row)
      }),

    touch: (name, basedOn) =>
      inTransaction(() => {
        const updatedAt = nextUpdate(now(), unchanged(name, basedOn).updatedAt)
        queries.update(connections).set({ updatedAt }).where(eq(connections.name, name)).run()
        return updatedAt
      }),

    remove: (name, basedOn) =>
      inTransaction(() => {
        unchanged(name, basedOn)
        queries.delete(connections).where(eq(connections.name, name)).run()
      }),

    keyRecord(name) {
      const row = queries
        .select({ entry: connections.keyEntry, origin: connections.keyOrigin, endsIn: connections.keyEndsIn })
        .from(connections)
        .where(eq(connections.name, name))
        .get()
      if (row === undefined || row.entry === null || row.origin === null) return undefined
      return { entry: row.entry, origin: row.origin, endsIn: row.endsIn }
    },

    writeKeyRecord(name, record) {
      const { entry: keyEntry, origin: keyOrigin, endsIn: keyEndsIn } = record ?? NO_KEY
      queries
        .update(connections)
        .set({ keyEntry, keyOrigin, keyEndsIn })
        .where(eq(connections.name, name))
        .run()
    },
  }
}

const NO_KEY = { entry: null, origin: null, endsIn: null }

const COLUMNS = `name, kind, base_url AS baseUrl, default_model AS defaultModel,
  requests_per_minute AS requestsPerMinute, requests_at_a_time AS requestsAtATime, updated_at AS updatedAt`

type ConnectionRow = Omit<typeof connections.$inferSelect, 'keyEntry' | 'keyOrigin' | 'keyEndsIn'>

function toRow(connection: Connection): Omit<ConnectionRow, 'updatedAt'> {
  return {
    name: connection.name,
    kind: connection.kind,
    baseUrl: connection.baseUrl ?? null,
    defaultModel: connection.defaultModel ?? null,
    requestsPerMinute: connection.requestsPerMinute ?? null,
    requestsAtATime: connection.requestsAtATime ?? null,
  }
}

function toConnection(row: ConnectionRow): StoredConnection {
  return {
    name: row.name,
    kind: row.kind,
    ...(row.baseUrl !== null && { baseUrl: row.baseUrl }),
    ...(row.defaultModel !== null && { defaultModel: row.defaultModel }),
    ...(row.requestsPerMinute !== null && { requestsPerMinute: row.requestsPerMinute }),
    ...(row.requestsAtATime !== null && { requestsAtATime: row.requestsAtATime }),
    updatedAt: row.updatedAt,
  }
}
