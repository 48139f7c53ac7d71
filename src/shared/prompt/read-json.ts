import type { JsonValue } from '../model/json'

export type JsonReading =
  | { ok: true; value: JsonValue }
  | {
      ok: false
      /** A sentence about the output, fit for a user and for a model. */
      reason: string
    }

/**
 * Reads an output as JSON: the whole text, else its only ``` fence that is untagged or tagged `json`. Serves the
 * check of JSON outputs and `{{steps.Label.field}}` alike.
 *
 * Never guesses: with two such fences there is no value. Does not mend broken JSON or look for braces in prose.
 * A key `__proto__` becomes an own property and changes no prototype; look fields up with `findValue`.
 */
export function readJson(text: string): JsonReading {
  const whole = parse(text)
  if (whole.ok) return whole
  const fences = jsonFences(text)
  const [fence] = fences
  if (fence === undefined) return whole
  if (fences.length > 1) {
    return {
      ok: false,
      reason: `The output is not JSON, and has ${fences.length} code fences that could be.`,
    }
  }
  return parse(fence)
}

function parse(text: string): JsonReading {
  if (text.trim() === '') return { ok: false, reason: 'The output is not JSON: it is empty.' }
  try {
    const value: JsonValue = JSON.parse(text.trim())
    return { ok: true, value }
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    return { ok: false, reason: `The output is not JSON: ${detail}.` }
  }
}

/** The contents of the fences that may hold JSON. A fence without an end goes to the end of the text. */
function jsonFences(text: string): string[] {
  const fences: string[] = []
  let open: { ticks: number; json: boolean; lines: string[] } | undefined
  for (const line of text.split(/\r?\n/)) {
    const [, ticks, info = ''] = /^\s*(`{3,})([^`]*)$/.exec(line) ?? []
    if (open === undefined) {
      if (ticks === undefined) continue
      open = { ticks: ticks.length, json: /^(json(\s.*)?)?$/i.test(info.trim()), lines: [] }
    } else if (ticks !== undefined && ticks.length >= open.ticks && info.trim() === '') {
      if (open.json) fences.push(open.lines.join('\n'))
      open = undefined
    } else {
      open.lines.push(line)
    }
  }
  if (open?.json) fences.push(open.lines.join('\n'))
  return fences
}
