import type { Problem } from '@shared/errors'
import type { RunInput } from '@shared/model/run'
import type { RunOverrides, RunSource } from './freeze-run'
import { checkRun } from './plan-run'
import type { EnginePorts } from './ports'
import { validateWorkflow } from './validate-workflow'

/**
 * Everything that stands in the way of a run, and warnings, in the order of the steps as far as it goes. Without an
 * `input` it says nothing about the input. Writes nothing and sends nothing.
 *
 * @param shape what is wrong with the workflow's shape: it comes first, and nothing else is said of those places
 */
export function findProblems(
  source: RunSource,
  input: RunInput | undefined,
  overrides: RunOverrides,
  ports: Pick<EnginePorts, 'connections' | 'prices' | 'newId' | 'clock'>,
  shape: readonly Problem[] = [],
): Problem[] {
  const { workflow } = source
  const given = validateWorkflow(workflow, { kind: 'given', input })
  const prompts = input === undefined ? validateWorkflow(workflow, { kind: 'unknown' }) : given
  // What a start would say beside the prompts: connections, keys, prices, the input's schema.
  const seen = new Set(given.map(identity))
  const { problems } = checkRun(source, input, overrides, ports)
  const others = problems.filter((problem) => !seen.has(identity(problem)))
  const broken = new Set(shape.map(place))
  return [...shape, ...[...prompts, ...others].filter((problem) => !broken.has(place(problem)))]
}

function identity({ path, message }: Problem): string {
  return JSON.stringify([path, message])
}

function place({ path }: Problem): string {
  return JSON.stringify(path)
}
