import { BatonError, invalid, type Problem } from '@shared/errors'
import type { FrozenStep, Run, RunInput } from '@shared/model/run'
import { freezeRun, freezeSteps, type RunOverrides, type RunSource } from './freeze-run'
import { checkValue } from './output-format'
import type { EnginePorts } from './ports'
import { validateWorkflow } from './validate-workflow'

export interface PlannedRun {
  run: Run
  /** Worth telling, but not in the way. */
  warnings: Problem[]
}

/**
 * Checks everything that can be known before a run starts, and freezes the run. Writes nothing and sends nothing.
 *
 * @throws BatonError `INVALID` with all problems at once; `KEY_MISSING` when missing keys are all that is wrong
 */
export function planRun(
  source: RunSource,
  input: RunInput | undefined,
  overrides: RunOverrides,
  ports: Pick<EnginePorts, 'connections' | 'prices' | 'newId' | 'clock'>,
): PlannedRun {
  const { workflow } = source
  const found = [
    ...validateWorkflow(workflow, { kind: 'given', input }),
    ...checkInput(workflow.input?.schema, input),
  ]
  const frozen = freezeSteps(workflow.steps, overrides, ports.connections)
  const run = freezeRun(source, frozen.steps, input, overrides, { newId: ports.newId, now: ports.clock.now })
  found.push(...ignoredTemperatures(frozen.steps, ports.connections))
  if (run.options.budgetUsd !== null) found.push(...unpricedSteps(frozen.steps, ports))

  const errors = [...found.filter((problem) => problem.severity === 'error'), ...frozen.problems]
  if (errors.length > 0) {
    const { message } = invalid(errors)
    const onlyKeys = frozen.missingKey && errors.length === frozen.problems.length
    throw onlyKeys ? new BatonError('KEY_MISSING', message, { problems: errors }) : invalid(errors)
  }
  return { run, warnings: found.filter((problem) => problem.severity === 'warning') }
}

function checkInput(
  schema: Parameters<typeof checkValue>[1] | undefined,
  input: RunInput | undefined,
): Problem[] {
  if (schema === undefined || input === undefined) return []
  const reason = checkValue(input, schema)
  if (reason === null) return []
  return [
    { path: ['input'], severity: 'error', message: `The input is not what the workflow wants: ${reason}` },
  ]
}

/** One warning for each model, however many steps: templates set temperatures that newer models don't take. */
function ignoredTemperatures(steps: FrozenStep[], connections: EnginePorts['connections']): Problem[] {
  const ignoring = Map.groupBy(
    steps.filter(
      ({ model, temperature }) =>
        temperature !== undefined && model !== undefined && !connections.takesTemperature(model),
    ),
    ({ model }) => model,
  )
  return [...ignoring].map(([model, ignored]): Problem => {
    const labels = ignored.map(({ label }) => `"${label}"`).join(', ')
    const message = `${model} takes no temperature, so the one of ${labels} is not sent.`
    return { path: ['steps'], severity: 'warning', message }
  })
}

/** A limit can't be kept with a model whose price is not known. */
function unpricedSteps(steps: FrozenStep[], ports: Pick<EnginePorts, 'prices'>): Problem[] {
  return steps.flatMap((step, index): Problem[] => {
    if (step.connection === undefined || step.model === undefined) return []
    const usage = { inputTokens: 1, outputTokens: 1 }
    if (ports.prices.cost(step.connection.kind, step.model, usage) !== null) return []
    const message = `Step ${index + 1} "${step.label}": the price of ${step.model} is not known, so a budget can't be kept. Choose another model, or run without a budget.`
    return [{ path: ['steps', index, 'model'], severity: 'error', message }]
  })
}
