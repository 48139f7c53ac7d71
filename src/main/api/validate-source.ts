import type { z } from 'zod'
import type { RunOverrides, SourceToCheck } from '@shared/contract'
import { workflowBody } from '@shared/contract/workflow-body'
import { BatonError, type Problem } from '@shared/errors'
import type { RunInput } from '@shared/model/run'
import { schemaProblem } from '@shared/model/template-file-problems'
import type { RunSource } from '@main/engine/freeze-run'
import { planRun } from '@main/engine/plan-run'
import { validateWorkflow } from '@main/engine/validate-workflow'
import type { ApiContext } from './api-context'
import { findSource } from './find-source'
import { salvageWorkflow } from './salvage-workflow'
import { validationProblems } from './validation-problems'

/**
 * Everything that stands in the way of a run, and warnings, in the order of the steps as far as it goes. Without an
 * `input` it says nothing about the input. A workflow that does not even have the right shape is checked as far as
 * it makes sense.
 *
 * @throws BatonError `NOT_FOUND`
 */
export function validateSource(
  {
    source,
    input,
    overrides = {},
  }: { source: SourceToCheck; input?: RunInput | undefined; overrides?: RunOverrides | undefined },
  context: ApiContext,
): Problem[] {
  const { shape, found } = readSource(source, context)
  const { workflow } = found
  const given = validateWorkflow(workflow, { kind: 'given', input })
  const prompts = input === undefined ? validateWorkflow(workflow, { kind: 'unknown' }) : given
  // What a start would refuse beside the prompts: connections, keys, prices, the input's schema.
  const seen = new Set(given.map(identity))
  const others = refusedByStart(found, input, overrides, context).filter((p) => !seen.has(identity(p)))
  const broken = new Set(shape.map((problem) => place(problem)))
  return [...shape, ...[...prompts, ...others].filter((problem) => !broken.has(place(problem)))]
}

function readSource(source: SourceToCheck, context: ApiContext): { shape: Problem[]; found: RunSource } {
  if (source.kind !== 'inline') return { shape: [], found: findSource(source, context) }
  const checked = workflowBody.safeParse(source.workflow)
  const workflow = checked.success ? checked.data : salvageWorkflow(source.workflow)
  return {
    shape: checked.success
      ? []
      : checked.error.issues.flatMap((issue) => shapeProblems(issue, source.workflow)),
    found: findSource({ kind: 'inline', workflow }, context),
  }
}

/** As an import says it, where the schema has no sentence of its own. */
function shapeProblems(issue: z.core.$ZodIssue, workflow: unknown): Problem[] {
  return issue.message.endsWith('.') || issue.code === 'unrecognized_keys'
    ? validationProblems([issue])
    : [schemaProblem(issue, workflow)]
}

function refusedByStart(
  found: RunSource,
  input: RunInput | undefined,
  overrides: RunOverrides,
  { core }: ApiContext,
): Problem[] {
  try {
    planRun(found, input, overrides, core.ports)
    return []
  } catch (error) {
    if (error instanceof BatonError) return error.problems
    throw error
  }
}

function identity({ path, message }: Problem): string {
  return JSON.stringify([path, message])
}

function place({ path }: Problem): string {
  return JSON.stringify(path)
}
