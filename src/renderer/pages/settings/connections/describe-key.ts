import type { KeyState } from '@shared/contract'

/** What may be said of a key: `set, ends in 4F2a`, `not set`. Never the key. */
export function describeKey({ set, endsIn, storedIn }: KeyState): string {
  if (!set) return 'not set'
  const known = endsIn === undefined ? 'set' : `set, ends in ${endsIn}`
  return storedIn === 'session' ? `${known}, kept until Baton ends` : known
}
