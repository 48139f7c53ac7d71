import { createHmac } from 'node:crypto'
import { equalSecrets } from './equal-secrets'

/** The cookie that a browser gets from the launch link and shows from then on. */
export interface SessionCookie {
  /** The header `Set-Cookie`. It ends with the browser; scripts can't read it, other sites don't send it. */
  readonly setHeader: string
  /** The header `Cookie`, for a request of our own. */
  readonly header: string
  /** @param header the header `Cookie` of a request */
  isIn(header: string | undefined): boolean
}

/**
 * Cookies don't know ports, so that of another Baton at the same address is sent to this one, too: hence the port in
 * the name. It is in the value as well, which therefore is worth nothing at another port.
 * @param secret kept in the data folder, so that the cookie holds beyond a restart
 */
export function createSessionCookie(secret: string, port: number): SessionCookie {
  const name = `baton-${port}`
  const value = createHmac('sha256', secret).update(`session at 127.0.0.1:${port}`).digest('base64url')
  return {
    setHeader: `${name}=${value}; Path=/; HttpOnly; SameSite=Strict`,
    header: `${name}=${value}`,
    isIn(header = '') {
      // Another server at this address may have set one of this name, which must not shut the user out.
      return header
        .split(';')
        .map((pair) => pair.trim())
        .filter((pair) => pair.startsWith(`${name}=`))
        .some((pair) => equalSecrets(pair.slice(name.length + 1), value))
    },
  }
}
