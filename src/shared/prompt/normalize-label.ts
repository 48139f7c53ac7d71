/** A label in the one form in which labels are compared: NFC and trimmed. Case is kept: it matters. */
export function normalizeLabel(label: string): string {
  return label.normalize('NFC').trim()
}
