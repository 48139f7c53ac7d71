/** The text between quotes of any kind, which word processors like to make curly. */
export function unquote(text: string): string {
  return text
    .trim()
    .replace(/^["'`“”„‘’«»]/, '')
    .replace(/["'`“”„‘’«»]$/, '')
}

/** The value of a JSON string, quotes included; undefined if it is none. */
export function readString(literal: string): string | undefined {
  try {
    const value: unknown = JSON.parse(literal)
    return typeof value === 'string' ? value : undefined
  } catch {
    return undefined
  }
}

/** The position behind the string that begins at `quote`, or -1 if there is none. */
export function endOfString(text: string, quote: number): number {
  if (text[quote] !== '"') return -1
  for (let position = quote + 1; position < text.length; position++) {
    if (text[position] === '\\') position++
    else if (text[position] === '"') return position + 1
  }
  return -1
}

/** The position of a character that is not in a string, or -1. */
export function indexOutsideStrings(text: string, wanted: string): number {
  for (let position = 0; position < text.length; position++) {
    if (text[position] === wanted) return position
    if (text[position] === '"') {
      const end = endOfString(text, position)
      if (end === -1) return -1
      position = end - 1
    }
  }
  return -1
}
