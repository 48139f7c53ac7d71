/**
 * A round limit that lets the rest of a run through: what was spent and the most that the rest can cost. Where that
 * is not known, twice the limit there is.
 */
export function sufficientBudget(
  budget: number,
  spent: number | null,
  rest: { high: number } | null | undefined,
): number {
  if (spent === null || rest == null) return budget * 2
  // A limit is written in cents; requests are counted a little higher than the estimate of them.
  const cents = Math.ceil((spent + rest.high) * 105)
  return Math.max(cents / 100, Math.ceil(budget * 100 + 1) / 100)
}
