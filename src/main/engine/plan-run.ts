import { BatonError, invalid, type Problem } from '@shared/errors'
import type { FrozenStep, Run, RunInput } from '@shared/model/run'
import { freezeRun, freezeSteps, type RunOverrides, type RunSource } from './freeze-run'
import { checkSchema, checkValue } from './output-format'
import type { EnginePorts } from './ports'
import { validateWorkflow } from './validate-workflow'

/**
 * Checks everything that can be known before a run starts, and freezes the run. Writes nothing and sends nothing.
 *
 * @throws BatonError `INVALID` with all problems at once; `KEY_MISSING` when missing keys are all that is wrong
 */
export function planRun(...asked: Parameters<typeof checkRun>): { run: Run } {
  const { run, problems, missingKey } = checkRun(...asked)
  const errors = problems.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) {
    const { message } = invalid(errors)
    throw missingKey ? new BatonError('KEY_MISSING', message, { problems: errors }) : invalid(errors)
  }
  return { run }
}

/** The run as it would be, and all that is to be said of it. `missingKey`: its errors are missing keys alone. */
export function checkRun(
  source: RunSource,
  input: RunInput | undefined,
  overrides: RunOverrides,
  ports: Pick<EnginePorts, 'connections' | 'prices' | 'newId' | 'clock'>,
): { run: Run; problems: Problem[]; missingKey: boolean } {
  const { workflow } = source
  const found = [
    ...validateWorkflow(workflow, { kind: 'given', input }),
    ...checkInput(workflow.input?.schema, input),
  ]
  const frozen = freezeSteps(workflow.steps, overrides, ports.connections)
  const run = freezeRun(source, frozen.steps, input, overrides, { newId: ports.newId, now: ports.clock.now })
  found.push(...ignoredTemperatures(frozen.steps, ports.connections))
  if (run.options.budgetUsd !== null) found.push(...unpricedSteps(frozen.steps, ports))
  return {
    run,
    problems: [...found, ...frozen.problems],
    missingKey: frozen.missingKey && found.every(({ severity }) => severity === 'warning'),
  }
}

function checkInput(
  schema: Parameters<typeof checkValue>[1] | undefined,
  input: RunInput | undefined,
): Problem[] {
  // A schema that can't be used is a problem of its own (`validateWorkflow`).
  if (schema === undefined || input === undefined || checkSchema(schema) !== null) return []
  const reason = checkValue(input, schema)
  if (reason === null) return []
  return [
    { path: ['input'], severity: 'error', message: `The input is not what the workflow wants: ${reason}` },
  ]
}

/** One warning for each model, however many steps: templates set temperatures that newer models don't take. */
function ignoredTemperatures(steps: FrozenStep[], connections: EnginePorts['connections']): Problem[] {
  const ignoring = Map.groupBy(
    [...steps.entries()].filter(
      ([, { model, temperature }]) =>
        temperature !== undefined && model !== undefined && !connections.takesTemperature(model),
    ),
    ([, { model }]) => model,
  )
  return [...ignoring].map(([model, ignored]): Problem => {
    const labels = ignored.map(([, { label }]) => `"${label}"`).join(', ')
    const message = `${model} takes no temperature, so the one of ${labels} is not sent.`
    return { path: ['steps', ignored[0]?.[0] ?? 0, 'temperature'], severity: 'warning', message }
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
