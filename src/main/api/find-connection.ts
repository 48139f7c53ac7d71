import { invalid } from '@shared/errors'
import type { ConnectionReference } from '@shared/model/run'
import type { Core } from './core'

/**
 * A connection as a run refers to it.
 * @param path where its name stands in the input
 * @throws BatonError `INVALID`
 */
export function findConnection(core: Core, name: string, path: (string | number)[]): ConnectionReference {
  const found = core.connections.find(name)
  if (found !== undefined) return { name: found.name, kind: found.kind }
  throw invalid([{ path, message: `There is no connection "${name}".`, severity: 'error' }])
}
