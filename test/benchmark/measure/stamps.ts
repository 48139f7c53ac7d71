import { median } from './statistics'

/** Now, as all processes of this machine tell it: milliseconds with three decimals. */
export function stamp(): string {
  return (Number(process.hrtime.bigint() / 1000n) / 1000).toFixed(3)
}

/** Reads the stamps out of a stream's text, however it is cut. */
export function createStampReader() {
  const latencies: number[] = []
  let rest = ''
  return {
    read(text: string): void {
      const words = (rest + text).split(' ')
      rest = words.pop() ?? ''
      if (words.length === 0) return
      const now = Number(stamp())
      for (const word of words) latencies.push(now - Number(word))
    },
    result: () => ({ chunks: latencies.length, latencyMs: median(latencies) }),
  }
}
