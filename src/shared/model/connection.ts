import { z } from 'zod'
import { PROVIDER_KINDS } from './provider-kinds'

/** Printable, trimmed, at most 100 characters; unique among connections. */
export const connectionName = z
  .string()
  .normalize('NFC')
  .trim()
  .min(1, 'A connection needs a name.')
  .max(100, 'A connection name has at most 100 characters.')
  .regex(/^[^\p{Cc}]*$/u, 'A connection name has no control characters.')

/** A provider as the user configured it. Its key is elsewhere (the keychain) and is never part of this. */
export const connection = z.strictObject({
  name: connectionName,
  kind: z.enum(PROVIDER_KINDS),
  /** Absent: the kind's own address. */
  baseUrl: z.url({ protocol: /^https?$/ }).optional(),
  defaultModel: z.string().min(1).max(200).optional(),
  /** Unlimited when absent. */
  requestsPerMinute: z.int().min(1).optional(),
  /** Unlimited when absent. */
  requestsAtATime: z.int().min(1).optional(),
})
export type Connection = z.infer<typeof connection>

/** A connection and where it comes from: stored by the user, the environment (read-only), or built in (`demo`). */
export interface ConfiguredConnection extends Connection {
  source: 'stored' | 'environment' | 'built-in'
}
