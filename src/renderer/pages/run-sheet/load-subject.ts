import { ORPCError } from '@orpc/client'
import type { ApiClient, RunSource } from '@shared/contract'
import type { JsonValue } from '@shared/model/json'
import type { Run } from '@shared/model/run'
import type { InputDescription } from '@shared/model/workflow'
import { parsePrompt } from '@shared/prompt/parse-prompt'
import type { RunRequest } from '../../state/run-sheet-store'

/** What the sheet knows of what is to be run. */
export interface LoadedSubject {
  /** What to check and estimate; null for the frozen steps of an earlier run. */
  source: RunSource | null
  /** The run whose steps are run again, if `source` is null. */
  runId: string | null
  description: InputDescription | null
  /** What the earlier run was given, unless the request has it. */
  input?: JsonValue
  /** Whether any prompt refers to the input. */
  usesInput: boolean
}

export async function loadSubject(
  client: ApiClient,
  { subject, input }: RunRequest,
  signal: AbortSignal,
): Promise<LoadedSubject> {
  if (subject.kind === 'template') {
    const { workflow } = await client.templates.get({ templateId: subject.templateId }, { signal })
    return {
      source: { kind: 'template', templateId: subject.templateId },
      runId: null,
      description: workflow.input ?? null,
      usesInput: usesInput(workflow.steps),
    }
  }
  if (subject.kind === 'workflow') return loadWorkflow(client, subject.workflowId, signal)
  const loadRun = () => client.runs.get({ runId: subject.runId }, { signal })
  if (subject.workflowId !== null) {
    try {
      const loaded = await loadWorkflow(client, subject.workflowId, signal)
      return input === undefined ? { ...loaded, ...inputOf(await loadRun()) } : loaded
    } catch (error) {
      // The workflow was deleted since; the run has all it needs.
      if (!(error instanceof ORPCError && error.code === 'NOT_FOUND')) throw error
    }
  }
  const run = await loadRun()
  return {
    source: null,
    runId: run.id,
    description: run.inputDescription,
    ...inputOf(run),
    usesInput: usesInput(run.steps.map((step) => step.settings)),
  }
}

function inputOf({ input }: Run): { input?: JsonValue } {
  return input === undefined ? {} : { input }
}

async function loadWorkflow(
  client: ApiClient,
  workflowId: string,
  signal: AbortSignal,
): Promise<LoadedSubject> {
  const { workflow } = await client.workflows.get({ workflowId }, { signal })
  return {
    source: { kind: 'workflow', workflowId },
    runId: null,
    description: workflow?.input ?? null,
    usesInput: usesInput(workflow?.steps ?? []),
  }
}

function usesInput(steps: { prompt: string; systemPrompt?: string; enabled?: boolean }[]): boolean {
  return steps.some(
    (step) =>
      step.enabled !== false &&
      [step.prompt, step.systemPrompt ?? ''].some((text) =>
        parsePrompt(text).segments.some(
          (segment) => segment.type === 'reference' && segment.reference.target.kind === 'input',
        ),
      ),
  )
}
