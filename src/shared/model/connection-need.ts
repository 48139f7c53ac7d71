import type { ConnectionReference } from './run'

/** What some steps of a workflow ask for, and what would serve them here: the answer that start would give now. */
export interface ConnectionNeed {
  /** As the steps say: a kind of provider, or a connection's name. Null: the default connection. */
  provider: string | null
  /** Null: the default model of whatever connection serves. */
  model: string | null
  /** How many enabled model steps ask for just this. */
  stepCount: number
  serves: { connection: ConnectionReference; model: string } | null
  /** Why nothing serves: a sentence, and what to do. Null where something does. */
  problem: { code: 'unknown_connection' | 'key_missing' | 'no_model'; message: string; remedy: string } | null
}
