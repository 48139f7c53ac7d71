import { BatonError } from '@shared/errors'
import type { StepRun } from '@shared/model/run'
import type { ConnectionPort } from './ports'
import type { RunEdit } from './turn'

const TO_RUN: ReadonlySet<StepRun['status']> = new Set(['pending', 'waiting', 'running'])

/**
 * Checks that a run, as the edits before this one leave it, has the keys for what is left to run: what is asked for
 * is what will be sent. So a forgotten key is named before anything starts. Other faults of a connection come out
 * when the step is sent.
 *
 * @throws BatonError `KEY_MISSING`
 */
export function requireKeys(connections: ConnectionPort): RunEdit {
  return ({ run }) => {
    for (const { status, settings } of run.steps) {
      if (!TO_RUN.has(status) || !settings.enabled || settings.connection === undefined) continue
      const resolved = connections.resolve(settings.connection.name, settings.model)
      if ('problem' in resolved && resolved.code === 'key_missing') {
        throw new BatonError('KEY_MISSING', resolved.problem, { remedy: resolved.remedy })
      }
    }
  }
}
