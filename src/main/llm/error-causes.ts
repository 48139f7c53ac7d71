/** An error and what caused it, outermost first; the errors of an `AggregateError` count as causes. */
export function errorCauses(error: unknown): unknown[] {
  const chain: unknown[] = []
  for (
    let at = error;
    at !== undefined && chain.length < 10;
    at = at instanceof Error ? at.cause : undefined
  ) {
    chain.push(at)
    if (at instanceof AggregateError) chain.push(...(at.errors as unknown[]))
  }
  return chain
}
