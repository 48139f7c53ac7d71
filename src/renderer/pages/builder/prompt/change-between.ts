/** Characters that are held against each other at once: megabytes are looked through with every letter typed. */
const BLOCK = 1_024

/** The smallest replacement that makes one text the other, so that the cursor stays where it was; null: none. */
export function changeBetween(
  before: string,
  after: string,
): { from: number; to: number; insert: string } | null {
  if (before === after) return null
  const shorter = Math.min(before.length, after.length)
  let from = 0
  while (from + BLOCK <= shorter && before.slice(from, from + BLOCK) === after.slice(from, from + BLOCK))
    from += BLOCK
  while (from < shorter && before.charCodeAt(from) === after.charCodeAt(from)) from++
  let to = before.length
  let end = after.length
  while (
    Math.min(to, end) - BLOCK >= from &&
    before.slice(to - BLOCK, to) === after.slice(end - BLOCK, end)
  ) {
    to -= BLOCK
    end -= BLOCK
  }
  while (Math.min(to, end) > from && before.charCodeAt(to - 1) === after.charCodeAt(end - 1)) {
    to--
    end--
  }
  return { from, to, insert: after.slice(from, end) }
}
