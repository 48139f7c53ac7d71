import type { ConnectionTest } from '@shared/contract'
import type { StepError } from '@shared/errors'
import type { ConfiguredConnection } from '@shared/model/connection'
import { sendRequest } from '@main/engine/send-request'
import type { Core } from './core'

const DEADLINE_MS = 30_000
/** The least that every provider accepts. */
const FEW_TOKENS = 16

/** Sends the smallest request there is. A failure is an answer. */
export async function testConnection(
  core: Core,
  { name }: ConfiguredConnection,
  signal: AbortSignal | undefined,
): Promise<ConnectionTest> {
  const resolved = core.connections.resolve(name, undefined)
  if ('problem' in resolved) {
    const code = resolved.code === 'key_missing' ? 'key_missing' : 'bad_request'
    return failed(0, { code, message: resolved.problem, remedy: resolved.remedy, retryable: false })
  }
  const { clock } = core.ports
  const over = new AbortController()
  const deadline = new AbortController()
  clock.sleep(DEADLINE_MS, over.signal).then(
    () => deadline.abort(),
    () => undefined, // the answer came first
  )
  const request = {
    ...resolved,
    systemPrompt: '',
    messages: [{ role: 'user' as const, content: 'Say "OK".' }],
    maxTokens: FEW_TOKENS,
    output: { format: 'text' as const },
  }
  const signals = signal === undefined ? [deadline.signal] : [deadline.signal, signal]
  const { error, aborted, durationMs } = await sendRequest(
    request,
    core.ports,
    AbortSignal.any(signals),
    () => undefined,
  )
  over.abort()
  signal?.throwIfAborted()
  const latencyMs = Math.round(durationMs)
  if (aborted) return failed(latencyMs, TOO_LATE)
  return error === null ? { ok: true, latencyMs, modelCount: null, error: null } : failed(latencyMs, error)
}

const TOO_LATE: StepError = {
  code: 'timeout',
  message: 'There was no answer within 30 seconds.',
  remedy: 'Check the address, and whether the server is running.',
  retryable: true,
}

function failed(latencyMs: number, error: StepError): ConnectionTest {
  return { ok: false, latencyMs, modelCount: null, error }
}
