export interface LibraryTask {
  folder: string
  workflows: number
  runs: number
  /** Characters of each output; a run has two. */
  characters: number
}

/** Milliseconds, the median of several calls, by the name of the query. */
export interface LibraryAnswer {
  openMs: number
  peakMegabytes: number
  databaseMegabytes: number
  queries: Record<string, number>
}

/** Occurs in every hundredth run. */
export const RARE_WORD = 'zephyrine'
export const WORKFLOW_NAME = (index: number): string => `Workflow number ${index}`
