/** A part of a key that is as long as this gives it away; shorter ones occur in any text. */
const TELLING = 8
/** A part of a prompt that is as long as this was not written by the provider. */
const QUOTED = 24
const LONGEST = 300
/** More is not looked at: a server may send anything. */
const READ = 2_000
const KEY_LIKE =
  /\b(?:Bearer|Basic)\s+\S+|\b(?:sk|pk|rk|gsk|xai|api|key|org|proj)[-_][\w*.-]{6,}|\bAIza[\w*-]{8,}|\b(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{32,}/gi

/**
 * A provider's own words, fit to be shown and stored: shortened, on one line, without anything that looks like a
 * key. Undefined where they hold a part of the key itself, in whatever encoding, or of the prompt: some servers echo
 * both.
 */
export function redact(
  text: string,
  key: string | undefined,
  prompts: readonly string[],
): string | undefined {
  const read = text.slice(0, READ)
  // As it was sent, too: a key may hold what the line loses.
  const spaced = read.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
  if (holdsKey(read, key) || holdsKey(spaced, key)) return undefined
  const line = spaced.trim()
  if (line === '' || quotesPrompt(line.slice(0, LONGEST), prompts)) return undefined
  const clean = line.replace(KEY_LIKE, '…')
  return clean.length <= LONGEST ? clean : `${clean.slice(0, LONGEST).toWellFormed().trimEnd()}…`
}

/** Whether a text holds the key or a telling part of it, in whatever encoding. */
export function holdsKey(text: string, key: string | undefined): boolean {
  if (key === undefined || key.length < 4) return false
  return keyForms(key).some((form) => holdsPart(text, form, TELLING))
}

/** As it is, URL-encoded, and in base64 at each of the three positions that it can have inside of encoded data. */
function keyForms(key: string): string[] {
  const base64 = [0, 1, 2].map((offset) => Buffer.from(' '.repeat(offset) + key).toString('base64').slice(offset === 0 ? 0 : offset + 1).replace(/.?=*$/, '')) // prettier-ignore
  return [
    key,
    encodeURIComponent(key),
    ...base64,
    ...base64.map((form) => form.replaceAll('+', '-').replaceAll('/', '_')),
  ]
}

function quotesPrompt(text: string, prompts: readonly string[]): boolean {
  const flat = prompts
    .map((prompt) => prompt.replace(/\s+/g, ' ').trim())
    .filter((prompt) => prompt.length >= TELLING)
  return flat.some(
    (prompt) => text.includes(prompt) || (prompt.length >= QUOTED && holdsPart(prompt, text, QUOTED)),
  )
}

/** Whether `text` holds some part of `whole` that is `length` long, or all of a shorter one. */
function holdsPart(text: string, whole: string, length: number): boolean {
  if (whole.length <= length) return whole.length === 0 ? false : text.includes(whole)
  for (let from = 0; from + length <= whole.length; from += 1) {
    if (text.includes(whole.slice(from, from + length))) return true
  }
  return false
}
