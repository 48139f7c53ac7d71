/** Hands text on in whole characters. */
export interface WholeCharacters {
  /** The text that can be handed on now; may be empty. */
  add(delta: string): string
  /** What was held back when the stream is over: half a character, made readable. */
  rest(): string
}

/**
 * Some servers cut an emoji in two, each half in its own delta. Half of one can't be stored or sent as UTF-8, so a
 * first half waits for its second.
 */
export function createWholeCharacters(): WholeCharacters {
  let held = ''
  return {
    add(delta) {
      const text = held === '' ? delta : held + delta
      const last = text.charCodeAt(text.length - 1)
      if (last < 0xd800 || last > 0xdbff || Number.isNaN(last)) {
        held = ''
        return text
      }
      held = text.slice(-1)
      return text.slice(0, -1)
    },
    rest: () => held.toWellFormed(),
  }
}
