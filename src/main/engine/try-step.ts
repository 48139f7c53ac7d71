import { invalid } from '@shared/errors'
import type { ConnectionReference } from '@shared/model/run'
import type { StepTrial, TrialMessage } from '@shared/model/step-trial'
import { judgeAnswer } from './judge-answer'
import type { PlannedTrial } from './plan-trial'
import type { EnginePorts, ModelRequest } from './ports'
import { prepareStep } from './prepare-step'
import { resolveStep } from './resolve-step'
import { sendRequest, type RequestResult } from './send-request'
import { attemptSpend } from './settle-attempt'

/** A trial that has ended. */
export interface TriedStep {
  trial: StepTrial
  /** Null where nothing was sent: a gate, or a trial that was stopped while it waited for its turn. */
  sent: { connection: ConnectionReference; at: number } | null
}

/**
 * Sends one step's request once, when its connection's turn comes; it is not retried. A gate gives its
 * text and sends nothing. Ended by `signal`, it is an answer as far as it came.
 *
 * @param tell gets all messages but `done`, each as it happens
 * @throws BatonError `INVALID` where the prompt can't be resolved
 */
export async function tryStep(
  planned: PlannedTrial,
  ports: EnginePorts,
  signal: AbortSignal,
  tell: (message: TrialMessage) => void,
): Promise<TriedStep> {
  const { run, step } = planned
  if (step.settings.stepType === 'review') return shownAtGate(planned)
  const prepared = prepareStep(run, step, null, ports)
  if (prepared.kind !== 'request') throw unresolved(prepared.kind === 'failed' ? prepared.error.message : '')
  const { request } = prepared
  const { connection, model, systemPrompt, messages } = request
  const asked = { systemPrompt, messages, connection: connection.name, model }
  tell({ type: 'started', connection: connection.name, model })
  const release = await turnAt(connection, ports, signal, tell)
  if (release === null) return { trial: { ...NOTHING, ...asked, stopped: true }, sent: null }
  try {
    tell({ type: 'sent' })
    const at = ports.clock.now()
    const result = await sendRequest(request, ports, signal, (delta) => tell({ type: 'text', delta }))
    const verdict = result.aborted ? null : judgeAnswer(step.settings, result, '')
    const trial: StepTrial = {
      ...asked,
      output: result.text,
      truncated: verdict?.ok === true && verdict.truncated,
      stopped: result.aborted,
      finishReason: result.finishReason,
      error: verdict?.ok === false ? verdict.error : null,
      ...spend(request, result, ports),
      durationMs: Math.round(result.durationMs),
    }
    return { trial, sent: { connection, at } }
  } finally {
    release()
  }
}

/** Waits for the connection's turn, where the user limits it; the answer gives it back. Null: ended before it came. */
async function turnAt(
  connection: ConnectionReference,
  { limits }: EnginePorts,
  signal: AbortSignal,
  tell: (message: TrialMessage) => void,
): Promise<(() => void) | null> {
  if (signal.aborted) return null
  if (!limits.isLimited(connection)) return () => undefined
  try {
    return await limits.acquire(connection, (until) => tell({ type: 'waiting', until }), signal)
  } catch (error) {
    if (signal.aborted) return null
    throw error
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

const NOTHING: StepTrial = {
  systemPrompt: '',
  messages: [],
  connection: '',
  model: '',
  output: '',
  truncated: false,
  stopped: false,
  finishReason: null,
  error: null,
  tokenUsage: null,
  costEstimate: 0,
  durationMs: 0,
}

function shownAtGate({ run, step }: PlannedTrial): TriedStep {
  const resolved = resolveStep(run, step)
  if (!resolved.ok) throw unresolved(resolved.error.message)
  return { trial: { ...NOTHING, output: resolved.prompt }, sent: null }
}

function unresolved(message: string) {
  return invalid([{ path: ['prompt'], message, severity: 'error' }])
}
