import { createLaunchTokens, type LaunchTokens } from './launch-tokens'
import { createSessionCookie, type SessionCookie } from './session-cookie'

/** Who gets in, and how. */
export interface Door {
  /** What `Host` must say: address and port. */
  readonly host: string
  readonly cookie: SessionCookie
  readonly tokens: LaunchTokens
  /** A link that opens Baton in a browser: works once, within ten minutes. */
  launchLink(): string
}

export function createDoor(port: number, secret: string, monotonic: () => number): Door {
  const host = `127.0.0.1:${port}`
  const tokens = createLaunchTokens(monotonic)
  return {
    host,
    tokens,
    cookie: createSessionCookie(secret, port),
    launchLink: () => `http://${host}/launch?token=${tokens.issue()}`,
  }
}
