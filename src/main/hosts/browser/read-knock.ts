import type { IncomingMessage } from 'node:http'
import type { Knock } from './access-rules'
import type { SessionCookie } from './session-cookie'

/** What the rules need to know of a request. */
export function readKnock(
  { method, headers, headersDistinct }: IncomingMessage,
  cookie: SessionCookie,
  isUpgrade = false,
): Knock {
  const isRead = method === 'GET' || method === 'HEAD'
  const fetchSite = headers['sec-fetch-site']
  return {
    kind: isUpgrade ? 'upgrade' : isRead ? 'read' : 'write',
    hosts: headersDistinct['host'] ?? [],
    origins: headersDistinct['origin'] ?? [],
    fetchSite: Array.isArray(fetchSite) ? fetchSite.join() : fetchSite,
    hasCookie: cookie.isIn(headers.cookie),
  }
}
