export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = sorted.length / 2
  const upper = sorted[Math.floor(middle)] ?? Number.NaN
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? Number.NaN) + upper) / 2 : upper
}

/**
 * The median of the ratios of measurements that were taken one beside the other. What the machine did meanwhile to
 * both of a pair cancels out, which it would not between two medians.
 */
export function pairedRatio(of: readonly number[], to: readonly number[]): number {
  return median(of.map((value, round) => value / (to[round] ?? Number.NaN)))
}

/** Of `value ∝ size^exponent`, by least squares on logarithms: 0 is flat, 1 linear, 2 quadratic. */
export function growthExponent(points: readonly { size: number; value: number }[]): number {
  const logs = points.map(({ size, value }) => [Math.log(size), Math.log(value)] as const)
  const mean = (index: 0 | 1) => logs.reduce((sum, log) => sum + log[index], 0) / logs.length
  const [x, y] = [mean(0), mean(1)]
  const covariance = logs.reduce((sum, log) => sum + (log[0] - x) * (log[1] - y), 0)
  return covariance / logs.reduce((sum, log) => sum + (log[0] - x) ** 2, 0)
}
