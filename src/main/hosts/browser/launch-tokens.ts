import { randomBytes } from 'node:crypto'
import { equalSecrets } from './equal-secrets'

const TOKEN_BYTES = 32
const TOKEN_LIFETIME_MS = 10 * 60 * 1000
/** The oldest is given up for a new one. */
const MOST_TOKENS = 100

/** Tokens that open the door once. They live in memory, so a restart ends them all. */
export interface LaunchTokens {
  issue(): string
  /** Whether the token is one of those that were issued; it is none after that. */
  redeem(token: string): boolean
}

/** @param monotonic milliseconds that never go back, whatever happens to the wall clock */
export function createLaunchTokens(monotonic: () => number): LaunchTokens {
  let open: { token: string; issuedAt: number }[] = []

  return {
    issue() {
      const token = randomBytes(TOKEN_BYTES).toString('base64url')
      open = [...open, { token, issuedAt: monotonic() }].slice(-MOST_TOKENS)
      return token
    },
    redeem(token) {
      open = open.filter(({ issuedAt }) => monotonic() - issuedAt < TOKEN_LIFETIME_MS)
      // Each of them is compared, whichever it is, so that the time tells nothing.
      const left = open.filter((known) => !equalSecrets(known.token, token))
      const found = left.length < open.length
      open = left
      return found
    },
  }
}
