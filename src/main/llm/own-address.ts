import type { ConfiguredConnection } from '@shared/model/connection'
import { connectionBaseUrl } from './base-url'
import { PROVIDER_PRESETS } from './provider-presets'

/** Whether an origin is OpenAI's, regional ones included. */
export function isOpenAI(origin: string): boolean {
  return /^https:\/\/(?:[a-z]+\.)?api\.openai\.com$/.test(origin)
}

/**
 * Whether a connection goes to OpenAI or Anthropic themselves: what imitates them elsewhere may not know their newer
 * modes.
 */
export function goesToMaker(connection: ConfiguredConnection): boolean {
  const address = connectionBaseUrl(connection)
  const origin = 'origin' in address ? address.origin : ''
  if (connection.kind === 'openai') return isOpenAI(origin)
  return connection.kind === 'anthropic' && origin === PROVIDER_PRESETS.anthropic.baseUrl
}
