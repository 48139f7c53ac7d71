import type { Run, RunInput } from '@shared/model/run'
import type { RunOverrides, RunSource } from './freeze-run'
import { planRun } from './plan-run'
import type { EnginePorts } from './ports'

/**
 * A run as something that can be planned again: its frozen steps, with the connections and models they were frozen
 * with, its options, and where they came from.
 */
function sourceOfRun(run: Run): RunSource {
  const { yoloMode, concurrency, budgetUsd, reuse } = run.options
  return {
    workflow: {
      name: run.workflowName,
      yoloMode,
      concurrency,
      reuse,
      ...(budgetUsd !== null && { budgetUsd }),
      ...(run.inputDescription !== null && { input: run.inputDescription }),
      steps: run.steps.map(({ settings: { connection, ...settings } }) => ({
        ...settings,
        ...(connection !== undefined && { provider: connection.name }),
      })),
    },
    workflowId: run.workflowId,
    sourcePath: run.sourcePath,
  }
}

/**
 * A new run of the same frozen steps, options and input (or those given), without outputs. It waits for resume.
 * Writes nothing.
 *
 * @throws BatonError `INVALID` with all problems at once; `KEY_MISSING` when missing keys are all that is wrong
 */
export function cloneRun(
  run: Run,
  input: RunInput | undefined,
  overrides: RunOverrides,
  ports: Pick<EnginePorts, 'connections' | 'prices' | 'newId' | 'clock'>,
): Run {
  const clone = planRun(sourceOfRun(run), input ?? run.input, overrides, ports).run
  return { ...clone, status: 'paused', pauseReason: 'user' }
}
