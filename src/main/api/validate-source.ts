import type { z } from 'zod'
import type { RunOverrides, SourceToCheck } from '@shared/contract'
import { workflowBody } from '@shared/contract/workflow-body'
import type { Problem } from '@shared/errors'
import type { RunInput } from '@shared/model/run'
import { salvageWorkflow } from '@shared/model/salvage-workflow'
import { schemaProblem } from '@shared/model/template-file-problems'
import { findProblems } from '@main/engine/find-problems'
import type { RunSource } from '@main/engine/freeze-run'
import type { ApiContext } from './api-context'
import { findSource } from './find-source'
import { validationProblems } from './validation-problems'

/**
 * What the engine says of a source. A workflow that does not even have the right shape is checked as far as it makes
 * sense.
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
  return findProblems(found, input, overrides, context.core.ports, shape)
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
