import type { ChainAnswer, ChainTask } from './chain-task'
import { bytesWritten, peakMegabytes } from './process-figures'
import { answer } from './run-program'

/** In a program: runs chains and answers what they cost. */
export async function measureChains(
  { length, chains, warmUp }: ChainTask,
  runChain: (length: number) => void | Promise<void>,
): Promise<void> {
  if (warmUp > 0) await runChain(warmUp)
  const written = bytesWritten()
  const processor = process.cpuUsage()
  const startedAt = performance.now()
  for (let chain = 0; chain < chains; chain += 1) await runChain(length)
  const ms = performance.now() - startedAt
  const { user, system } = process.cpuUsage(processor)
  const after = bytesWritten()
  answer({
    ms,
    processorMs: (user + system) / 1000,
    bytesHanded: after.handed - written.handed,
    bytesSent: after.sent - written.sent,
    peakMegabytes: peakMegabytes('self'),
  } satisfies ChainAnswer)
}
