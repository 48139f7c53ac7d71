/** A file's name as it can be shown: without characters that reorder or break the text around it. */
export function harmlessName(fileName: string): string {
  const plain = fileName.toWellFormed().replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, '\uFFFD')
  return plain === '' ? 'file' : plain
}
