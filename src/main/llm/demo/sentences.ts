/** At most so many words, verbatim. */
export function firstWords(text: string, count: number): string {
  return text.split(/\s+/).slice(0, count).join(' ')
}

/** At most so many characters, at the end of a word where there is one; a cut is marked. */
export function clip(text: string, length: number): string {
  if (text.length <= length) return text
  const cut = text
    .slice(0, length)
    .replace(/[\s,;:]+\S*$/u, '')
    .toWellFormed()
  return `${cut === '' ? text.slice(0, length).toWellFormed() : cut} …`
}

/** For a quotation inside of a sentence. */
export function quoted(text: string): string {
  return `“${text.replace(/[.。]$/u, '')}”`
}

/** For a place in a table. */
export function inCell(text: string): string {
  return text.replaceAll('|', '/').replace(/\s+/g, ' ').trim()
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** A first word with capitals inside (an acronym, a brand) keeps them. */
export function lower(text: string): string {
  return /^\p{Lu}[\p{Ll}-]*(?:[\s,.;:]|$)/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
}
