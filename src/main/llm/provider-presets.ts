import type { ProviderKind } from '@shared/model/connection'
import type { IdleLimits } from './idle-watchdog'

/** How a provider is spoken to. */
export type Protocol = 'openai-responses' | 'openai-chat' | 'anthropic' | 'demo'

/** What Baton knows of a kind of provider. Data only: `resolve-provider.ts` acts on it. */
export interface ProviderPreset {
  /** As the kind is called in sentences for the user. */
  title: string
  protocol: Protocol
  /** Absent: the user must type one. */
  baseUrl?: string
  /** Absent: what is there depends on the user's own server. Each one here has a price in the price library. */
  defaultModel?: string
  needsKey: boolean
  /** Runs on the user's machine: a model may have to be loaded before the first byte. */
  local: boolean
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
  needsKey: true,
  local: false,
  maxTokensParameter: 'max_tokens',
  asksForUsage: true,
  takesSchema: false,
} as const

export const PROVIDER_PRESETS: Record<ProviderKind, ProviderPreset> = {
  openai: {
    ...CHAT,
    title: 'OpenAI',
    /** At api.openai.com only; see `openaiProtocol` in `resolve-provider.ts`. */
    protocol: 'openai-responses',
    baseUrl: 'https://api.openai.com/v1',
    defaultModel: 'gpt-6-sol',
    prices: 'openai',
    takesSchema: true,
    maxTokensParameter: 'max_completion_tokens',
  },
  anthropic: {
    ...CHAT,
    title: 'Anthropic',
    protocol: 'anthropic',
    baseUrl: 'https://api.anthropic.com',
    defaultModel: 'claude-sonnet-5',
    prices: 'anthropic',
    takesSchema: true,
  },
  ollama: {
    ...CHAT,
    title: 'Ollama',
    baseUrl: 'http://127.0.0.1:11434/v1',
    needsKey: false,
    local: true,
    takesSchema: true,
    start: 'Start Ollama (the app, or "ollama serve"), then try again.',
    prices: FREE,
  },
  lmstudio: {
    ...CHAT,
    title: 'LM Studio',
    baseUrl: 'http://127.0.0.1:1234/v1',
    needsKey: false,
    local: true,
    start: 'Start the server in LM Studio (Developer, or "lms server start"), then try again.',
    prices: FREE,
  },
  openrouter: {
    ...CHAT,
    title: 'OpenRouter',
    baseUrl: 'https://openrouter.ai/api/v1',
    defaultModel: 'anthropic/claude-sonnet-5',
    prices: 'openrouter',
    keyCheck: '/key',
  },
  gemini: {
    ...CHAT,
    title: 'Google Gemini',
    baseUrl: 'https://generativelanguage.googleapis.com/v1beta/openai',
    defaultModel: 'gemini-3.8-flash',
    prices: 'google',
    modelPrefix: 'models/',
  },
  mistral: {
    ...CHAT,
    title: 'Mistral',
    baseUrl: 'https://api.mistral.ai/v1',
    defaultModel: 'mistral-medium-latest',
    prices: 'mistral',
    asksForUsage: false,
  },
  groq: {
    ...CHAT,
    title: 'Groq',
    baseUrl: 'https://api.groq.com/openai/v1',
    defaultModel: 'openai/gpt-oss-120b',
    prices: 'groq',
    maxTokensParameter: 'max_completion_tokens',
  },
  deepseek: {
    ...CHAT,
    title: 'DeepSeek',
    baseUrl: 'https://api.deepseek.com/v1',
    defaultModel: 'deepseek-v4-flash',
    prices: 'deepseek',
  },
  xai: {
    ...CHAT,
    title: 'xAI',
    baseUrl: 'https://api.x.ai/v1',
    defaultModel: 'grok-4.6',
    prices: 'x-ai',
  },
  'openai-compatible': { ...CHAT, title: 'the OpenAI-compatible server', needsKey: false, prices: null },
  demo: {
    ...CHAT,
    title: 'Demo',
    protocol: 'demo',
    defaultModel: 'demo',
    needsKey: false,
    prices: FREE,
  },
}
