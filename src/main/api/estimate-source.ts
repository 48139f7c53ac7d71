import type { Estimate, RunOverrides, RunSource } from '@shared/contract'
import { invalid } from '@shared/errors'
import type { RunInput } from '@shared/model/run'
import { estimateRun } from '@main/engine/estimate'
import { freezeRun, freezeSteps } from '@main/engine/freeze-run'
import { validateWorkflow } from '@main/engine/validate-workflow'
import type { ApiContext } from './api-context'
import { findSource } from './find-source'

/**
 * What a run that does not exist yet would cost. It need not be ready to start: the input may be missing still.
 * @throws BatonError `NOT_FOUND`; `INVALID` where the cost can't be told
 */
export function estimateSource(
  {
    source,
    input,
    overrides = {},
    historyOf,
  }: {
    source: RunSource
    input?: RunInput | undefined
    overrides?: RunOverrides | undefined
    historyOf?: string | undefined
  },
  context: ApiContext,
): Estimate {
  const { ports } = context.core
  const found = findSource(source, context)
  const frozen = freezeSteps(found.workflow.steps, overrides, ports.connections)
  const checked = input === undefined ? ({ kind: 'unknown' } as const) : ({ kind: 'given', input } as const)
  const problems = [...validateWorkflow(found.workflow, checked), ...frozen.problems]
  const errors = problems.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) throw invalid(errors)
  const measured = { ...found, workflowId: found.workflowId ?? historyOf ?? null }
  const run = freezeRun(measured, frozen.steps, input, overrides, {
    newId: ports.newId,
    now: ports.clock.now,
  })
  return estimateRun(run, ports)
}
