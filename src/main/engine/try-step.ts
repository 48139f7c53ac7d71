import { invalid } from '@shared/errors'
import type { ConnectionReference } from '@shared/model/run'
import type { StepTrial, TrialMessage } from '@shared/model/step-trial'
import { judgeAnswer } from './judge-answer'
import type { PlannedTrial } from './plan-trial'
import type { EnginePorts, ModelRequest, TrialSpend } from './ports'
import { prepareStep } from './prepare-step'
import { resolveStep } from './resolve-step'
import { sendRequest } from './send-request'
import { attemptSpend, type Spend } from './settle-attempt'

/** Whoever waits for a trial. */
export interface TrialListener {
  /** Gets all messages but `done`, each as it happens. */
  tell: (message: TrialMessage) => void
  /**
   * Gets what the trial has spent: before it is sent, as if it broke off then, and when it has ended. Never where nothing
   * is sent: at a gate, or where the trial is stopped while it waits for its turn.
   */
  spend: (spend: Omit<TrialSpend, 'workflowName'>) => void
}

/**
 * Sends one step's request once, when its connection's turn comes; it is not retried. A gate gives its
 * text and sends nothing. Ended by `signal`, it is an answer as far as it came.
 *
 * @throws BatonError `INVALID` where the prompt can't be resolved, and what the listener throws
 */
export async function tryStep(
  planned: PlannedTrial,
  ports: EnginePorts,
  signal: AbortSignal,
  { tell, spend }: TrialListener,
): Promise<StepTrial> {
  const { run, step } = planned
  if (step.settings.stepType === 'review') return shownAtGate(planned)
  const prepared = prepareStep(run, step, null, ports)
  if (prepared.kind !== 'request') throw unresolved(prepared.kind === 'failed' ? prepared.error.message : '')
  const { request } = prepared
  const { connection, model, systemPrompt, messages } = request
  const asked = { systemPrompt, messages, connection: connection.name, model }
  tell({ type: 'started', connection: connection.name, model })
  const release = await turnAt(connection, ports, signal, tell)
  if (release === null) return { ...NOTHING, ...asked, stopped: true }
  try {
    const startedAt = ports.clock.now()
    spend({ connection, model, startedAt, ...spendOf(request, NO_ANSWER, ports) })
    tell({ type: 'sent' })
    const result = await sendRequest(request, ports, signal, (delta) => tell({ type: 'text', delta }))
    const verdict = result.aborted ? null : judgeAnswer(step.settings, result, '')
    const spent = spendOf(request, result, ports)
    spend({ connection, model, startedAt, ...spent })
    return {
      ...asked,
      output: result.text,
      truncated: verdict?.ok === true && verdict.truncated,
      stopped: result.aborted,
      finishReason: result.finishReason,
      error: verdict?.ok === false ? verdict.error : null,
      ...spent,
      durationMs: Math.round(result.durationMs),
    }
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

/** What is known of a request that was sent and never heard of again. */
const NO_ANSWER = { text: '', reasoning: '', finishReason: null, usage: null, charged: true, error: null }

function spendOf(
  request: ModelRequest,
  result: Parameters<typeof attemptSpend>[1],
  ports: EnginePorts,
): Spend {
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

function shownAtGate({ run, step }: PlannedTrial): StepTrial {
  const resolved = resolveStep(run, step)
  if (!resolved.ok) throw unresolved(resolved.error.message)
  return { ...NOTHING, output: resolved.prompt }
}

function unresolved(message: string) {
  return invalid([{ path: ['prompt'], message, severity: 'error' }])
}
