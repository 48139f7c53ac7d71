/** The one place in which two values differ, as texts; null: there are several. */
export function findDifference(before: unknown, after: unknown): { before: string; after: string } | null {
  if (!isPlain(before) || !isPlain(after)) return { before: toText(before), after: toText(after) }
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  const [differing, another] = [...names].filter((name) => before[name] !== after[name])
  if (differing === undefined || another !== undefined) return null
  return findDifference(before[differing], after[differing])
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function toText(value: unknown): string {
  if (value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
