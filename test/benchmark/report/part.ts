/** One line of the table. Texts are ready to print. */
export interface Row {
  what: string
  baton: string
  /** What it was measured beside, and that one's figure. */
  beside: string
  ratio: string
  /** Empty where the design sets none. */
  target: string
  /** Null without a target. */
  met: boolean | null
}

/** What something costs at several sizes. */
export interface Growth {
  what: string
  unit: string
  points: { size: number; value: number }[]
  /** True for a figure that should stay as it is, such as a rate; else it may grow as the size does. */
  flat?: boolean
}

export interface PartResult {
  rows: Row[]
  growth: Growth[]
  /** How it was measured, in sentences. */
  notes: string[]
  /** Every single measurement by name, for the JSON. */
  raw: Record<string, number[]>
}

export interface PartOptions {
  /** Fewer rounds and smaller sizes: a minute instead of ten, and coarser. */
  quick: boolean
  /** An empty folder on the disk that is measured; removed afterwards. */
  folder: string
  /** What goes on, for whoever waits. */
  say: (line: string) => void
}

/** A part of the benchmark that can be asked for by its name. */
export interface Part {
  name: string
  measure: (options: PartOptions) => Promise<PartResult>
}
