import type { StepError } from '@shared/errors'
import type { ConnectionReference } from '@shared/model/run'
import { sendRequest } from '@main/engine/send-request'
import type { Core } from './core'

const DEADLINE_MS = 30_000
/** The least that every provider accepts. */
const FEW_TOKENS = 16

/** Asks a model for a word. Null: it answered. */
export async function sendSmallestRequest(
  core: Core,
  connection: ConnectionReference,
  model: string,
  signal: AbortSignal,
): Promise<StepError | null> {
  const { clock } = core.ports
  const over = new AbortController()
  const deadline = new AbortController()
  clock.sleep(DEADLINE_MS, over.signal).then(
    () => deadline.abort(),
    () => undefined, // the answer came first
  )
  const request = {
    connection,
    model,
    systemPrompt: '',
    messages: [{ role: 'user' as const, content: 'Say "OK".' }],
    maxTokens: FEW_TOKENS,
    output: { format: 'text' as const },
  }
  const { error, aborted } = await sendRequest(
    request,
    core.ports,
    AbortSignal.any([deadline.signal, signal]),
    () => undefined,
  )
  over.abort()
  return aborted ? TOO_LATE : error
}

const TOO_LATE: StepError = {
  code: 'timeout',
  message: 'There was no answer within 30 seconds.',
  remedy: 'Check the address, and whether the server is running.',
  retryable: true,
}
