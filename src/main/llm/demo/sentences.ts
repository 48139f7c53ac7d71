const LONGEST = 240

/** The whole sentences of a text's prose, in order, each once: no headings, tables, list marks or fragments. */
export function sentencesOf(text: string): string[] {
  const sentences = text
    .slice(0, 60_000)
    .split('\n')
    .map((line) => line.replace(/^\s*[-*]\s+/, ''))
    .filter((line) => /^[\p{L}"'(]/u.test(line) && !line.includes(' | '))
    .flatMap((line) => line.split(/(?<=[.!?]["')]?)\s+/))
    .filter((sentence) => sentence.length > 16 && sentence.length <= LONGEST && /[.!?]["')]?$/.test(sentence))
    .map((sentence) => sentence.replace(/[*_`]+/g, ''))
  return [...new Set(sentences)].slice(0, 60)
}

/** Sentences with a number, which carry most of what can be checked. */
export function withFigures(sentences: string[]): string[] {
  return sentences.filter((sentence) => /\d/.test(sentence))
}

/** At most so many words, verbatim. */
export function firstWords(text: string, count: number): string {
  return text.split(/\s+/).slice(0, count).join(' ')
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** A first word with capitals inside (an acronym, a brand) keeps them. */
export function lower(text: string): string {
  return /^\p{Lu}[\p{Ll}-]*(?:[\s,.;:]|$)/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
}
