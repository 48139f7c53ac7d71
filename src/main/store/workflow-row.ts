import { isDeepStrictEqual } from 'node:util'
import type { Step, StepSettings } from '@shared/model/step'
import type { Workflow, WorkflowSettings } from '@shared/model/workflow'
import type { workflows, workflowSteps } from './schema'

type WorkflowRow = typeof workflows.$inferSelect
type StepRow = typeof workflowSteps.$inferSelect

/** A workflow as it is written: a step with an id keeps it, one without gets a new one. */
export type WorkflowContent = Omit<WorkflowSettings, 'steps'> & {
  steps: (StepSettings & { id?: string | undefined })[]
}

/** The authored columns of a workflow; what is absent is NULL. */
export function toWorkflowColumns(content: WorkflowContent) {
  return {
    name: content.name,
    description: content.description ?? null,
    yoloMode: content.yoloMode ?? null,
    concurrency: content.concurrency ?? null,
    budgetUsd: content.budgetUsd ?? null,
    reuse: content.reuse ?? null,
    input: content.input ?? null,
  }
}

export function toStepRow(step: Step, workflowId: string, position: number): StepRow {
  return {
    workflowId,
    id: step.id,
    position,
    label: step.label,
    stepType: step.stepType,
    prompt: step.prompt,
    systemPrompt: step.systemPrompt ?? null,
    provider: step.provider ?? null,
    model: step.model ?? null,
    temperature: step.temperature ?? null,
    maxTokens: step.maxTokens ?? null,
    maxRetries: step.maxRetries ?? null,
    enabled: step.enabled ?? null,
    output: step.output ?? null,
    config: step.config ?? null,
  }
}

/** Whether a stored workflow is what was written; a step that came without an id may have any. */
export function isSameContent(stored: Workflow, { steps, ...settings }: WorkflowContent): boolean {
  const written = steps.map((step, at) => ({ ...step, id: step.id ?? stored.steps[at]?.id ?? '' }))
  return isDeepStrictEqual(asRead({ ...settings, steps: written }, stored.id), asRead(stored, stored.id))
}

/** As the database gives it back: without what JSON does not know. */
function asRead(content: Omit<WorkflowContent, 'steps'> & { steps: Step[] }, workflowId: string): unknown {
  const steps = content.steps.map((step, position) => toStepRow(step, workflowId, position))
  return JSON.parse(JSON.stringify({ ...toWorkflowColumns(content), steps }))
}

/** What is NULL is absent. */
export function toWorkflow(row: WorkflowRow, steps: StepRow[]): Workflow {
  return {
    id: row.id,
    name: row.name,
    ...(row.description !== null && { description: row.description }),
    ...(row.yoloMode !== null && { yoloMode: row.yoloMode }),
    ...(row.concurrency !== null && { concurrency: row.concurrency }),
    ...(row.budgetUsd !== null && { budgetUsd: row.budgetUsd }),
    ...(row.reuse !== null && { reuse: row.reuse }),
    ...(row.input !== null && { input: row.input }),
    steps: steps.map(toStep),
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  }
}

function toStep(row: StepRow): Step {
  return {
    id: row.id,
    label: row.label,
    stepType: row.stepType,
    prompt: row.prompt,
    ...(row.systemPrompt !== null && { systemPrompt: row.systemPrompt }),
    ...(row.provider !== null && { provider: row.provider }),
    ...(row.model !== null && { model: row.model }),
    ...(row.temperature !== null && { temperature: row.temperature }),
    ...(row.maxTokens !== null && { maxTokens: row.maxTokens }),
    ...(row.maxRetries !== null && { maxRetries: row.maxRetries }),
    ...(row.enabled !== null && { enabled: row.enabled }),
    ...(row.output !== null && { output: row.output }),
    ...(row.config !== null && { config: row.config }),
  }
}
