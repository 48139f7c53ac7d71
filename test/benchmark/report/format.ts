/** Three significant digits, with separators: 12,300 or 0.0123. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '–'
  const rounded = Number(value.toPrecision(3))
  return rounded.toLocaleString('en', { maximumSignificantDigits: 3 })
}

/** A ratio, as a factor. */
export function times(ratio: number): string {
  return Number.isFinite(ratio) ? `${ratio < 10 ? ratio.toFixed(2) : figure(ratio)} ×` : '–'
}

export function milliseconds(value: number): string {
  return `${figure(value)} ms`
}

export function megabytes(value: number): string {
  return `${figure(value)} MB`
}
