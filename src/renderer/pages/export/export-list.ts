/** Something that can be written as a file. */
export interface Exportable {
  id: string
  name: string
  /** In a few words: its steps. */
  detail: string
}

/** What can be chosen, as far as it fits the search. */
export interface ExportList {
  search: string
  onSearch: (search: string) => void
  /** As far as they are loaded, from the first on. */
  items: readonly Exportable[]
  /** How many fit the search; null until known. */
  total: number | null
  error: unknown
  onRetry: () => void
  /** How many rows are looked at. */
  onNeed: (rows: number) => void
  /** All that fit the search. */
  readAll: () => Promise<readonly Exportable[]>
}
