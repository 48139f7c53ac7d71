import { expect, it } from 'vitest'
import { createEngineBench } from '../support/engine-bench'

const chain = (length: number) =>
  Array.from({ length }, (_, n) => ({
    label: `C${n}`,
    prompt: n === 0 ? 'go' : `after {{steps.C${n - 1}.content}}`,
  }))

it('costs per step of a long chain what it costs in a short one', async () => {
  const perStep = async (length: number) => {
    const bench = createEngineBench(() => 'a short answer')
    const startedAt = performance.now()
    const runId = bench.start(chain(length))
    const run = await bench.service.rested(runId)
    expect(run.status).toBe('completed')
    return (performance.now() - startedAt) / length
  }
  await perStep(50)
  const times: Record<number, number[]> = { 100: [], 1000: [] }
  for (let round = 0; round < 3; round += 1) {
    for (const length of [100, 1000]) times[length]?.push(await perStep(length))
  }
  console.log(times)
})
