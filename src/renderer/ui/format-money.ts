/** What was spent: three decimals below a dollar. Null: a part of it has no known price, which is never $0. */
export function formatMoney(usd: number | null): string {
  if (usd === null) return 'unknown'
  if (usd === 0) return '$0'
  if (usd < 0.0005) return '<$0.001'
  return usd < 1 ? `$${usd.toFixed(3)}` : dollars(usd)
}

/** What something is expected to cost: two digits that mean something. */
export function formatAbout(usd: number): string {
  if (usd === 0) return '$0'
  if (usd < 0.001) return '<$0.001'
  return usd < 0.01 ? `$${usd.toFixed(3)}` : dollars(usd)
}

function dollars(usd: number): string {
  return `$${usd.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`
}
