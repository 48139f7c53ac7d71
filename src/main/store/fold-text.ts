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
