/** At most `limit` UTF-16 units of a text, on one line, for a message. */
export function shortenText(text: string, limit = 80): string {
  const line = text.slice(0, limit + 1).replace(/\s+/g, ' ')
  return text.length > limit ? `${line.slice(0, limit - 1)}…` : line
}
