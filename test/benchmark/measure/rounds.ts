/**
 * Measures several things in turn, round after round, so that whatever else the machine does concerns all of them.
 * Every other round goes backwards: none is always the first after a pause.
 */
export async function interleave<Name extends string, Result>(
  rounds: number,
  subjects: Record<Name, (round: number) => Promise<Result>>,
): Promise<Record<Name, Result[]>> {
  const names = Object.keys(subjects) as Name[]
  const results = Object.fromEntries(names.map((name) => [name, [] as Result[]])) as Record<Name, Result[]>
  for (let round = 0; round < rounds; round += 1) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      results[name].push(await subjects[name](round))
    }
  }
  return results
}
