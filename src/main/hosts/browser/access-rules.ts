/** What counts when someone knocks: everything that decides whether a request is let in. */
export interface Knock {
  /** `upgrade`: the request for a WebSocket, which is a GET otherwise. */
  kind: 'read' | 'write' | 'upgrade'
  /** Every `Host` header there is. */
  hosts: readonly string[]
  /** Every `Origin` header there is. */
  origins: readonly string[]
  /** The header `Sec-Fetch-Site`: where a browser says that the request comes from. */
  fetchSite: string | undefined
  hasCookie: boolean
}

export type Verdict = 'allowed' | 'wrong-host' | 'wrong-origin' | 'no-cookie'

/** What a browser says of requests that no other site made. Programs that are no browsers say nothing. */
const OWN_SITES = new Set([undefined, 'none', 'same-origin'])

/**
 * Who is let in. The Host must be exact, or a name of an attacker that leads to 127.0.0.1 would make the attacker's
 * page a page of ours; the Origin must be exact, or any page could talk to us with the user's cookie.
 * @param host such as `127.0.0.1:4700`
 */
export function judgeKnock(knock: Knock, host: string): Verdict {
  if (!isExactly(knock.hosts, host)) return 'wrong-host'
  if (!hasRightOrigin(knock, `http://${host}`)) return 'wrong-origin'
  return knock.hasCookie ? 'allowed' : 'no-cookie'
}

/**
 * The same for the launch link, whose token takes the place of the cookie. Wherever the user clicked on it: who knows
 * the token was given it by Baton.
 */
export function judgeLaunch({ hosts, origins }: Knock, host: string): Exclude<Verdict, 'no-cookie'> {
  if (!isExactly(hosts, host)) return 'wrong-host'
  return origins.length === 0 || isExactly(origins, `http://${host}`) ? 'allowed' : 'wrong-origin'
}

function hasRightOrigin({ kind, origins, fetchSite }: Knock, origin: string): boolean {
  if (kind === 'read' && origins.length === 0) return OWN_SITES.has(fetchSite)
  return isExactly(origins, origin)
}

function isExactly(values: readonly string[], wanted: string): boolean {
  return values.length === 1 && values[0] === wanted
}
