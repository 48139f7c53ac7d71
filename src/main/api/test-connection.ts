import type { ConnectionTest } from '@shared/contract'
import { BatonError, ModelFailure, type StepError } from '@shared/errors'
import type { ConfiguredConnection } from '@shared/model/connection'
import { PROVIDER_PRESETS } from '@main/llm/provider-presets'
import type { Core } from './core'
import { sendSmallestRequest } from './send-smallest-request'

/**
 * Sends the cheapest real request: for the list of models, which costs nothing. Where there is none, or where it does
 * not name the model that steps would get, the smallest question to that model. A failure is an answer.
 */
export async function testConnection(
  core: Core,
  connection: ConfiguredConnection,
  signal: AbortSignal = new AbortController().signal,
): Promise<ConnectionTest> {
  const { clock } = core.ports
  const startedAt = clock.monotonic()
  const outcome = await tryConnection(core, connection, signal)
  signal.throwIfAborted()
  const error = outcome.error ?? null
  return {
    ok: error === null,
    latencyMs: Math.round(clock.monotonic() - startedAt),
    modelCount: outcome.modelCount ?? null,
    error,
  }
}

interface Outcome {
  modelCount?: number
  error?: StepError | null
}

async function tryConnection(
  core: Core,
  connection: ConfiguredConnection,
  signal: AbortSignal,
): Promise<Outcome> {
  const resolved = core.connections.resolve(connection.name, 'any')
  if ('problem' in resolved) {
    const code = resolved.code === 'key_missing' ? 'key_missing' : 'bad_request'
    return { error: { code, message: resolved.problem, remedy: resolved.remedy, retryable: false } }
  }
  const model = connection.defaultModel ?? PROVIDER_PRESETS[connection.kind].defaultModel
  const ask = async (): Promise<StepError | null> =>
    model === undefined ? null : sendSmallestRequest(core, resolved.connection, model, signal)
  if (connection.kind === 'demo') return { error: await ask() }
  try {
    const list = await core.catalog.list(connection, signal)
    if (list.kind === 'none') {
      const error = model === undefined ? list.failure.error : await ask()
      return { error: error !== null && saysNoMore(error) ? list.failure.error : error }
    }
    await core.catalog.checkKey(connection, signal)
    const modelCount = list.models.length
    const isListed = list.models.some(({ id }) => id === model)
    // A list need not name everything: a model goes by several names.
    return { modelCount, error: isListed || modelCount === 0 ? null : await ask() }
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof ModelFailure) return { error: error.error }
    if (error instanceof BatonError) return { error: unreadableKey(error) }
    throw error
  }
}

/** What any wrong address gives: nothing there, or something else than the protocol. */
function saysNoMore({ code }: StepError): boolean {
  return code === 'unknown_model' || code === 'stream_cut' || code === 'bad_request'
}

function unreadableKey({ message, remedy }: BatonError): StepError {
  return { code: 'bad_key', message, ...(remedy !== undefined && { remedy }), retryable: false }
}
