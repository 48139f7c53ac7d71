import type { ModelFailure } from '@shared/errors'
import type { JsonValue } from '@shared/model/json'
import { type AskedProvider, askProvider } from './ask-provider'
import { PROVIDER_PRESETS } from './provider-presets'
import { holdsKey } from './redact'
import { wrongAddress } from './wrong-address'

/** A model as its server lists it. */
export interface OfferedModel {
  id: string
  /** Null where the list doesn't say. */
  contextTokens: number | null
}

/** `none`: something answered, but not with a list of models; not every server has one. */
export type ModelList = { kind: 'models'; models: OfferedModel[] } | { kind: 'none'; failure: ModelFailure }

const MOST_MODELS = 5_000
const MOST_PAGES = 20

/**
 * Asks a provider for its models: `GET /models` as OpenAI has it, which all others copied, or Anthropic's
 * `GET /v1/models`, which comes in pages. By name, each once.
 * @throws ModelFailure where nothing answers, the key is refused, or the server is in trouble
 */
export async function listModels(provider: AskedProvider, signal: AbortSignal): Promise<ModelList> {
  const { protocol, modelPrefix = '' } = PROVIDER_PRESETS[provider.connection.kind]
  const found = new Map<string, OfferedModel>()
  let after: string | undefined
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const path = protocol === 'anthropic' ? anthropicPath(provider.baseUrl, after) : '/models'
    const answer = await askProvider(provider, path, signal)
    const listed = answer.kind === 'json' ? entriesOf(answer.value) : undefined
    if (listed === undefined) return { kind: 'none', failure: wrongAddress(provider, answer) }
    for (const entry of listed) {
      const model = modelOf(entry, modelPrefix)
      // The list is written to disk: a server that echoes the key must not get it there.
      const isFit = model !== undefined && found.size < MOST_MODELS && !holdsKey(model.id, provider.key)
      if (isFit) found.set(model.id, model)
    }
    after = answer.kind === 'json' ? nextPage(answer.value) : undefined
    if (protocol !== 'anthropic' || after === undefined) break
  }
  const models = [...found.values()].sort((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }))
  return { kind: 'models', models }
}

/** The SDK adds `/v1` to the base URL itself; here it may be typed or not. */
function anthropicPath(baseUrl: string, after: string | undefined): string {
  const path = baseUrl.endsWith('/v1') ? '/models' : '/v1/models'
  return `${path}?limit=1000${after === undefined ? '' : `&after_id=${encodeURIComponent(after)}`}`
}

/** `{ data: […] }`; Together and a few others send the bare array. */
function entriesOf(body: JsonValue): JsonValue[] | undefined {
  if (Array.isArray(body)) return body
  const data = isObject(body) ? body['data'] : undefined
  return Array.isArray(data) ? data : undefined
}

function nextPage(body: JsonValue): string | undefined {
  if (!isObject(body) || body['has_more'] !== true) return undefined
  return typeof body['last_id'] === 'string' ? body['last_id'] : undefined
}

function modelOf(entry: JsonValue, prefix: string): OfferedModel | undefined {
  if (!isObject(entry) || typeof entry['id'] !== 'string') return undefined
  const id = entry['id'].startsWith(prefix) ? entry['id'].slice(prefix.length) : entry['id']
  if (id.length > 200 || !/^[^\p{Cc}\s]+$/u.test(id)) return undefined
  const contextTokens = CONTEXT_NAMES.map((name) => entry[name]).find(isTokenCount) ?? null
  return { id, contextTokens }
}

/** OpenRouter and Together, Groq, Mistral, vLLM, Anthropic. OpenAI and most others don't tell. */
const CONTEXT_NAMES = ['context_length', 'context_window', 'max_context_length', 'max_model_len', 'max_input_tokens'] // prettier-ignore

function isTokenCount(value: JsonValue | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0
}

function isObject(value: JsonValue): value is Record<string, JsonValue> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
