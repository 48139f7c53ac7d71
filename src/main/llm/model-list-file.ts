import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { ConfiguredConnection } from '@shared/model/connection'
import type { OfferedModel } from './list-models'

/** Lists of models as they were last seen, for when there is no network. */
export interface ModelListMemory {
  /** Undefined if that connection, at that address, was never asked. */
  read(connection: ConfiguredConnection): OfferedModel[] | undefined
  /** @param connections all there are; what is known of others is dropped */
  write(
    connection: ConfiguredConnection,
    models: OfferedModel[],
    connections: readonly ConfiguredConnection[],
  ): void
}

const content = z.record(
  z.string(),
  z.object({
    kind: z.string(),
    baseUrl: z.string().nullable(),
    models: z.array(z.object({ id: z.string(), contextTokens: z.number().nullable() })),
  }),
)

/**
 * A file of its own and not a table: it is a copy of what can be asked again, and has no place in backups. If it is
 * lost, unreadable or can't be written, nothing is missing but the lists.
 */
export function createModelListFile(path: string): ModelListMemory {
  const load = (): z.infer<typeof content> => {
    try {
      return content.parse(JSON.parse(readFileSync(path, 'utf8')))
    } catch {
      return {}
    }
  }
  return {
    read(connection) {
      const known = load()[connection.name]
      return known?.kind === connection.kind && known.baseUrl === (connection.baseUrl ?? null)
        ? known.models
        : undefined
    },
    write({ name, kind, baseUrl }, models, connections) {
      const names = new Set(connections.map((connection) => connection.name))
      const kept = Object.entries(load()).filter(([other]) => names.has(other))
      const lists = Object.fromEntries([...kept, [name, { kind, baseUrl: baseUrl ?? null, models }]])
      const written = `${path}.${process.pid}.new`
      try {
        mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
        writeFileSync(written, JSON.stringify(lists), { mode: 0o600 })
        renameSync(written, path)
      } catch {
        rmSync(written, { force: true })
      }
    },
  }
}
