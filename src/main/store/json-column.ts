/** A value as the text of a column; null and undefined become NULL. */
export function toJsonColumn(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value)
}

/**
 * The value that `toJsonColumn` wrote, of the type the caller expects: what the database holds was written by this
 * program and is not checked.
 */
export function fromJsonColumn(column: string | null) {
  return column === null ? null : JSON.parse(column)
}
