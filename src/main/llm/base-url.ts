import type { ConfiguredConnection } from '@shared/model/connection'
import { PROVIDER_PRESETS } from './provider-presets'

/** A connection's address, checked; or a sentence that says why it can't be used. */
export type BaseUrl = { url: string; origin: string } | { problem: string }

/**
 * The address that a connection's requests go to, without a trailing slash, and the origin that its key is bound
 * to. Refused: anything but http and https, and addresses with a user name or password, which read like another
 * host (`https://api.openai.com@evil.example`).
 */
export function connectionBaseUrl(
  connection: Pick<ConfiguredConnection, 'kind' | 'name' | 'baseUrl'>,
): BaseUrl {
  const typed = connection.baseUrl ?? PROVIDER_PRESETS[connection.kind].baseUrl
  const name = JSON.stringify(connection.name)
  if (typed === undefined) return { problem: `The connection ${name} has no base URL.` }
  const url = URL.parse(typed)
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    return { problem: `The base URL of the connection ${name} is not an http or https address.` }
  }
  if (url.username !== '' || url.password !== '') {
    return { problem: `The base URL of the connection ${name} holds a user name or password.` }
  }
  url.hash = ''
  return { url: url.href.replace(/\/+$/, ''), origin: url.origin }
}
