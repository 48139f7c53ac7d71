/**
 * Kinds of provider. `openai-compatible` is any server that speaks Chat Completions at a base URL the user typed;
 * `ollama` and `lmstudio` run on the user's machine and cost nothing; `demo` is built in and needs no network.
 */
export const PROVIDER_KINDS = [
  'openai',
  'anthropic',
  'ollama',
  'lmstudio',
  'openrouter',
  'gemini',
  'mistral',
  'groq',
  'deepseek',
  'xai',
  'openai-compatible',
  'demo',
] as const
export type ProviderKind = (typeof PROVIDER_KINDS)[number]

/** What every part of Baton knows of a kind of provider, the pages included: what it is called and where it is. */
export interface ProviderFacts {
  /** As the user knows it. */
  title: string
  /** Absent: the user must type one. */
  baseUrl?: string
  /** Absent: what is there depends on the user's own server. Each one here has a price in the price library. */
  defaultModel?: string
  needsKey: boolean
  /** Runs on the user's machine and takes no key: a model may have to be loaded before the first byte. */
  local: boolean
}

const REMOTE = { needsKey: true, local: false } as const
const LOCAL = { needsKey: false, local: true } as const

export const PROVIDER_FACTS: Record<ProviderKind, ProviderFacts> = {
  openai: { ...REMOTE, title: 'OpenAI', baseUrl: 'https://api.openai.com/v1', defaultModel: 'gpt-6-sol' },
  anthropic: {
    ...REMOTE,
    title: 'Anthropic',
    baseUrl: 'https://api.anthropic.com',
    defaultModel: 'claude-sonnet-5',
  },
  ollama: { ...LOCAL, title: 'Ollama', baseUrl: 'http://127.0.0.1:11434/v1' },
  lmstudio: { ...LOCAL, title: 'LM Studio', baseUrl: 'http://127.0.0.1:1234/v1' },
  openrouter: {
    ...REMOTE,
    title: 'OpenRouter',
    baseUrl: 'https://openrouter.ai/api/v1',
    defaultModel: 'anthropic/claude-sonnet-5',
  },
  gemini: {
    ...REMOTE,
    title: 'Google Gemini',
    baseUrl: 'https://generativelanguage.googleapis.com/v1beta/openai',
    defaultModel: 'gemini-3.8-flash',
  },
  mistral: {
    ...REMOTE,
    title: 'Mistral',
    baseUrl: 'https://api.mistral.ai/v1',
    defaultModel: 'mistral-medium-latest',
  },
  groq: {
    ...REMOTE,
    title: 'Groq',
    baseUrl: 'https://api.groq.com/openai/v1',
    defaultModel: 'openai/gpt-oss-120b',
  },
  deepseek: {
    ...REMOTE,
    title: 'DeepSeek',
    baseUrl: 'https://api.deepseek.com/v1',
    defaultModel: 'deepseek-v4-flash',
  },
  xai: { ...REMOTE, title: 'xAI', baseUrl: 'https://api.x.ai/v1', defaultModel: 'grok-4.6' },
  'openai-compatible': { title: 'OpenAI-compatible server', needsKey: false, local: false },
  demo: { title: 'Demo', defaultModel: 'demo', needsKey: false, local: false },
}

/** Those that a user can add, in the order in which they are offered: `demo` is there already. */
export const ADDABLE_KINDS: readonly ProviderKind[] = PROVIDER_KINDS.filter((kind) => kind !== 'demo')
