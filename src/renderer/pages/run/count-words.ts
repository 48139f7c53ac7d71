/** How many words a text has. Counted without cutting it up, since it may be long. */
export function countWords(text: string): number {
  let words = 0
  const word = /\S+/g
  while (word.test(text)) words += 1
  return words
}
