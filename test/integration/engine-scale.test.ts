import { expect, it } from 'vitest'
import { createEngineBench } from '../support/engine-bench'

const chain = (length: number) =>
  Array.from({ length }, (_, n) => ({
    label: `C${n}`,
    prompt: n === 0 ? 'go' : `after {{steps.C${n - 1}.content}}`,
  }))

/** Milliseconds of processor time, and commits, for each step of a chain of instant steps. */
async function perStep(length: number): Promise<{ ms: number; commits: number }> {
  const bench = createEngineBench(() => 'a short answer')
  let commits = 0
  const { commitRun } = bench.ports.store
  bench.ports.store.commitRun = (change) => {
    commits += 1
    commitRun(change)
  }
  const before = process.cpuUsage()
  const run = await bench.service.rested(bench.start(chain(length)))
  expect(run.status).toBe('completed')
  const { user, system } = process.cpuUsage(before)
  return { ms: (user + system) / 1000 / length, commits: commits / length }
}

it(
  'a step of a long chain costs what it costs in a short one, and one commit',
  { timeout: 60_000 },
  async () => {
    await perStep(100)
    const short: number[] = []
    const long: number[] = []
    for (let round = 0; round < 3; round += 1) {
      short.push((await perStep(100)).ms)
      const { ms, commits } = await perStep(1000)
      long.push(ms)
      expect(commits).toBeLessThan(1.01)
    }
    const ratio = median(long) / median(short)
    console.info(`chain of 1,000 against 100: ${ratio.toFixed(2)} of the processor time for each step`)
    // Quadratic work would show as a factor near 10; the margin is for machines that do other things meanwhile.
    expect(ratio).toBeLessThan(2.5)
  },
)

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
