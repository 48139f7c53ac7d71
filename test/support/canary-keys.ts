/*
 * Every key that a test of this suite uses comes from here, so that one search finds them all, wherever they may have
 * got to. Which is nowhere but to the provider and into the keychain: `sweep-for-keys.ts` looks for them in whatever
 * a test leaves behind.
 */

/** In every key. Holds what URLs and base64 write in another way. */
const CANARY = 'canary+7Qf3/x9=Zd51ec'
/** The same for a key that is too short for a part of it to be shown. */
const SHORT_CANARY = 'cnry+7/=Q'

/** What to look for. */
export const CANARIES: readonly string[] = [CANARY, SHORT_CANARY]

/** A key. The last four characters of one are what may be shown. */
export function canaryKey(ending = 'Qz0w'): string {
  return `sk-${CANARY}-${ending}`
}

/** A key that is too short for a part of it to be shown. */
export const SHORT_KEY = `k-${SHORT_CANARY}`
