/** Everything that could move the cursor or change the terminal's state, line feed and tab excepted. */
const CONTROL_CHARACTERS = /[^\P{Cc}\n\t]/gu

/** A text that others wrote, harmless to a terminal: an answer must not be able to draw over what Baton says. */
export function printableText(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(CONTROL_CHARACTERS, '\u{FFFD}')
}

/** The same on one line. */
export function printableLine(text: string): string {
  return printableText(text).replaceAll(/\s+/gu, ' ').trim()
}
