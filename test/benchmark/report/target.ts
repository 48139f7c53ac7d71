import type { Row } from './part'

/** The last two cells of a row: what was wanted, and whether it was reached. */
export function atMost(value: number, limit: number, text: string): Pick<Row, 'target' | 'met'> {
  return { target: `≤ ${text}`, met: value <= limit }
}

export function atLeast(value: number, limit: number, text: string): Pick<Row, 'target' | 'met'> {
  return { target: `≥ ${text}`, met: value >= limit }
}

export const noTarget: Pick<Row, 'target' | 'met'> = { target: '', met: null }
