import { invalid, type StepError } from '@shared/errors'
import type { ConnectionReference, FinishReason, Message, Run, StepRun, TokenUsage } from '@shared/model/run'
import { judgeAnswer } from './judge-answer'
import type { EnginePorts, ModelRequest } from './ports'
import { prepareStep } from './prepare-step'
import { resolveStep } from './resolve-step'
import { type RequestResult, sendRequest } from './send-request'
import { attemptSpend } from './settle-attempt'

/** What one step answered outside of a run. */
export interface TriedStep {
  systemPrompt: string
  messages: Message[]
  /** Null for a gate, for which nothing is sent. */
  sentTo: { connection: ConnectionReference; model: string } | null
  /** What had arrived, where it failed. */
  output: string
  truncated: boolean
  finishReason: FinishReason | null
  error: StepError | null
  tokenUsage: TokenUsage | null
  costEstimate: number | null
  durationMs: number
}

/**
 * Sends one step's request once; it is neither retried nor kept. A gate gives its text and sends nothing.
 *
 * @param run a run that is not stored, with outputs on the earlier steps
 * @throws BatonError `INVALID` where the prompt can't be resolved
 */
export async function tryStep(
  run: Run,
  step: StepRun,
  ports: EnginePorts,
  signal: AbortSignal,
): Promise<TriedStep> {
  if (step.settings.stepType === 'review') return shownAtGate(run, step)
  const prepared = prepareStep(run, step, null, ports)
  if (prepared.kind !== 'request') throw unresolved(prepared.kind === 'failed' ? prepared.error.message : '')
  const { request } = prepared
  const result = await sendRequest(request, ports, signal, () => undefined)
  const verdict = judgeAnswer(step.settings, result, '')
  return {
    systemPrompt: request.systemPrompt,
    messages: request.messages,
    sentTo: { connection: request.connection, model: request.model },
    output: result.text,
    truncated: verdict.ok && verdict.truncated,
    finishReason: result.finishReason,
    error: verdict.ok ? null : verdict.error,
    ...spend(request, result, ports),
    durationMs: Math.round(result.durationMs),
  }
}

function spend(request: ModelRequest, result: RequestResult, ports: EnginePorts) {
  const attempt = {
    ...request,
    stepId: '',
    number: 1,
    outcome: 'running' as const,
    finishReason: null,
    error: null,
    tokenUsage: null,
    costEstimate: null,
    startedAt: 0,
    finishedAt: null,
  }
  return attemptSpend(attempt, result, ports)
}

function shownAtGate(run: Run, gate: StepRun): TriedStep {
  const resolved = resolveStep(run, gate)
  if (!resolved.ok) throw unresolved(resolved.error.message)
  return {
    systemPrompt: '',
    messages: [],
    sentTo: null,
    output: resolved.prompt,
    truncated: false,
    finishReason: null,
    error: null,
    tokenUsage: null,
    costEstimate: 0,
    durationMs: 0,
  }
}

function unresolved(message: string) {
  return invalid([{ path: ['prompt'], message, severity: 'error' }])
}
