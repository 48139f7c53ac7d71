import { PROVIDER_FACTS, type ProviderFacts, type ProviderKind } from '@shared/model/provider-kinds'
import type { IdleLimits } from './idle-watchdog'

/** How a provider is spoken to. */
export type Protocol = 'openai-responses' | 'openai-chat' | 'anthropic' | 'demo'

/** What Baton knows of a kind of provider. Data only: `resolve-provider.ts` acts on it. */
export interface ProviderPreset extends ProviderFacts {
  protocol: Protocol
  /** How the user starts it, where that is the user's part. A sentence. */
  start?: string
  /** A path that knows a wrong key from a right one; where the list of models is for everybody. */
  keyCheck?: string
  /** What the list of models has before each name, and requests need not. */
  modelPrefix?: string
  /** The price library's id; `free` costs nothing; null: prices are not known. */
  prices: string | null
  /** What Chat Completions calls the limit. OpenAI's reasoning models reject the old name, older servers the new. */
  maxTokensParameter: 'max_completion_tokens' | 'max_tokens'
  /** Has a mode of its own that holds an answer to a JSON Schema. */
  takesSchema: boolean
  /** Whether Chat Completions must be asked for token figures. Mistral sends them always and rejects the question. */
  asksForUsage: boolean
}

export const FREE = 'free'

/** No byte for two minutes is a dead stream; a first byte may take long when a model thinks before it speaks. */
const REMOTE_IDLE: IdleLimits = { firstByteMs: 600_000, nextByteMs: 120_000 }
/** A local server may load tens of gigabytes before its first byte. */
const LOCAL_IDLE: IdleLimits = { firstByteMs: 1_800_000, nextByteMs: 120_000 }

export function idleLimits(kind: ProviderKind): IdleLimits {
  return PROVIDER_PRESETS[kind].local ? LOCAL_IDLE : REMOTE_IDLE
}

const CHAT = {
  protocol: 'openai-chat',
  maxTokensParameter: 'max_tokens',
  asksForUsage: true,
  takesSchema: false,
} as const

export const PROVIDER_PRESETS: Record<ProviderKind, ProviderPreset> = {
  openai: {
    ...CHAT,
    ...PROVIDER_FACTS.openai,
    /** At OpenAI's own addresses only; see `protocolFor` in `resolve-provider.ts`. */
    protocol: 'openai-responses',
    prices: 'openai',
    takesSchema: true,
    maxTokensParameter: 'max_completion_tokens',
  },
  anthropic: {
    ...CHAT,
    ...PROVIDER_FACTS.anthropic,
    protocol: 'anthropic',
    prices: 'anthropic',
    takesSchema: true,
  },
  ollama: {
    ...CHAT,
    ...PROVIDER_FACTS.ollama,
    takesSchema: true,
    start: 'Start Ollama (the app, or "ollama serve"), then try again.',
    prices: FREE,
  },
  lmstudio: {
    ...CHAT,
    ...PROVIDER_FACTS.lmstudio,
    start: 'Start the server in LM Studio (Developer, or "lms server start"), then try again.',
    prices: FREE,
  },
  openrouter: {
    ...CHAT,
    ...PROVIDER_FACTS.openrouter,
    prices: 'openrouter',
    keyCheck: '/key',
  },
  gemini: {
    ...CHAT,
    ...PROVIDER_FACTS.gemini,
    prices: 'google',
    modelPrefix: 'models/',
  },
  mistral: {
    ...CHAT,
    ...PROVIDER_FACTS.mistral,
    prices: 'mistral',
    asksForUsage: false,
  },
  groq: {
    ...CHAT,
    ...PROVIDER_FACTS.groq,
    prices: 'groq',
    maxTokensParameter: 'max_completion_tokens',
  },
  deepseek: {
    ...CHAT,
    ...PROVIDER_FACTS.deepseek,
    prices: 'deepseek',
  },
  xai: {
    ...CHAT,
    ...PROVIDER_FACTS.xai,
    prices: 'x-ai',
  },
  'openai-compatible': {
    ...CHAT,
    ...PROVIDER_FACTS['openai-compatible'],
    // As it is called in sentences.
    title: 'the OpenAI-compatible server',
    prices: null,
  },
  demo: {
    ...CHAT,
    ...PROVIDER_FACTS.demo,
    protocol: 'demo',
    prices: FREE,
  },
}
