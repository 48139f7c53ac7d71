import type { Database } from 'better-sqlite3'

/** How texts are compared when the user searches: without regard to case, in any script. */
export function foldText(text: string): string {
  return text.normalize('NFC').toLowerCase()
}

/** Makes `fold_text(TEXT)` known to SQL, where `LIKE` and `lower` know the case of ASCII only. */
export function registerFoldText(database: Database): void {
  database.function('fold_text', { deterministic: true }, (text: unknown) =>
    typeof text === 'string' ? foldText(text) : null,
  )
}

/**
 * SQL: whether a column's text holds a folded one. A text of ASCII alone is folded by SQLite itself: calling back for
 * each of ten thousand names takes many times as long.
 */
export function holdsFolded(column: string, parameter: string): string {
  return `instr(iif(octet_length(${column}) = length(${column}), lower(${column}), fold_text(${column})), ${parameter}) > 0`
}
