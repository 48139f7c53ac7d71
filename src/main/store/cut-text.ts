/** The first `length` UTF-16 units of a text, or one less where that would cut a character in two. */
export function cutText(text: string, length: number): string {
  const cut = text.slice(0, length)
  return text.length > length && /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut
}
