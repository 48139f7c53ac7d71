/** Nobody waits longer; timers and dates stay within what they can hold. */
const LONGEST_MS = 365 * 24 * 3_600_000

/**
 * How long a provider asks to wait, in milliseconds: `retry-after-ms` (OpenAI), `Retry-After` as seconds, decimals
 * too, or as an HTTP date (RFC 9110, 10.2.3). With several the longest counts. Rounded up, never negative; undefined
 * where there is none or it makes no sense.
 *
 * A date is compared with the response's own `Date`, so that a wrong clock here can't shorten the wait.
 */
export function retryAfterMs(headers: Pick<Headers, 'get'> | undefined, now: number): number | undefined {
  const milliseconds = decimal(headers?.get('retry-after-ms'))
  const text = headers?.get('retry-after')
  const seconds = decimal(text)
  const date = httpDate(text)
  const asked = [
    milliseconds,
    seconds === undefined ? undefined : seconds * 1000,
    date === undefined ? undefined : Math.max(0, date - (httpDate(headers?.get('date')) ?? now)),
  ].filter((wait) => wait !== undefined)
  return asked.length === 0 ? undefined : Math.min(Math.ceil(Math.max(...asked)), LONGEST_MS)
}

function decimal(text: string | null | undefined): number | undefined {
  return typeof text === 'string' && /^\s*\d+(?:\.\d*)?\s*$/.test(text) ? Number(text) : undefined
}

/** The weekday's name tells a date from other texts that `Date.parse` would take for one. */
function httpDate(text: string | null | undefined): number | undefined {
  if (typeof text !== 'string' || !/^\s*(?:mon|tue|wed|thu|fri|sat|sun)/i.test(text)) return undefined
  const date = Date.parse(text)
  return Number.isNaN(date) ? undefined : date
}
