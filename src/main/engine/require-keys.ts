import { BatonError } from '@shared/errors'
import type { Run } from '@shared/model/run'
import type { ConnectionPort } from './ports'

/**
 * Checks that the steps about to be sent have the keys they need, so that a forgotten key is named before anything
 * starts. Other faults of a connection come out when the step is sent.
 *
 * @throws BatonError `KEY_MISSING`
 */
export function requireKeys(run: Run, stepIds: ReadonlySet<string>, connections: ConnectionPort): void {
  for (const { id, settings } of run.steps) {
    if (!stepIds.has(id) || !settings.enabled || settings.connection === undefined) continue
    const resolved = connections.resolve(settings.connection.name, settings.model)
    if ('problem' in resolved && resolved.code === 'key_missing') {
      throw new BatonError('KEY_MISSING', resolved.problem, { remedy: resolved.remedy })
    }
  }
}
