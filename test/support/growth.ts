/** Between 1, which is linear, and 10, which is quadratic. */
const LINEAR = 3.2

/** Many ticks of the clock by which the system counts. */
const ENOUGH_MS = 50

/** What a moment in which other programs have the processor's caches spoils is measured anew. */
const MEASUREMENTS = 3

/**
 * Holds that the time for `large`, which is ten times the work of `small`, grows in proportion.
 * @throws Error with the ratios, if it takes several times as long as ten times `small`
 */
export async function expectLinear(small: () => unknown, large: () => unknown): Promise<void> {
  const tenfold = async () => {
    for (let time = 0; time < 10; time++) await small()
  }
  await expectWithin(LINEAR, tenfold, large)
}

/**
 * Holds that `work` takes at most `limit` times as long as `reference`, of the processor's time: both are done in
 * turns, until the reference has taken enough to be told from nothing.
 * @throws Error with the ratios, if it takes longer
 */
export async function expectWithin(
  limit: number,
  reference: () => unknown,
  work: () => unknown,
): Promise<void> {
  await reference() // compiled by then
  const ratios: number[] = []
  do ratios.push(await measure(reference, work))
  while (Math.min(...ratios) > limit && ratios.length < MEASUREMENTS)
  if (Math.min(...ratios) > limit) {
    const measured = ratios.map((ratio) => ratio.toFixed(1)).join(', ')
    throw new Error(`It takes ${measured} times as long, and may take ${limit}.`)
  }
}

async function measure(reference: () => unknown, work: () => unknown): Promise<number> {
  const times = { reference: 0, work: 0 }
  while (times.reference < ENOUGH_MS) {
    times.reference += await timeOf(reference)
    times.work += await timeOf(work)
  }
  return times.work / times.reference
}

async function timeOf(work: () => unknown): Promise<number> {
  const start = processorTime()
  await work()
  return processorTime() - start
}

/** Milliseconds for which the processor has worked for this thread; a busy machine doesn't lengthen them much. */
function processorTime(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}
