import OpenAI from 'openai'
import type { AdapterOptions } from './adapter-options'
import type { BoundFetch } from './http-fetch'

/** Timers take no more; the idle watchdog decides long before. */
const NO_TIMEOUT = 2 ** 31 - 1

/**
 * OpenAI's client for one request. Every option that it would read from the environment is given, so that nothing
 * comes from there: keys, organization, project, address, webhook secret, log level. (`OPENAI_CUSTOM_HEADERS` can't
 * be switched off here; `http-fetch.ts` lets no such header through.)
 */
export function openaiClient({ baseUrl, key }: AdapterOptions, transport: BoundFetch): OpenAI {
  return new OpenAI({
    // The client insists on a key; whether one is sent is decided in `http-fetch.ts`.
    apiKey: key ?? 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    baseURL: baseUrl,
    maxRetries: 0,
    timeout: NO_TIMEOUT,
    logLevel: 'off',
    fetch: transport.fetch,
    fetchOptions: { redirect: 'error' },
  })
}

export function bearer(key: string | undefined): Record<string, string> {
  return key === undefined ? {} : { authorization: `Bearer ${key}` }
}
