/**
 * Milliseconds for which the processor has worked for this thread: for tests that bound how long something takes, which
 * a busy machine must not fail.
 */
export function processorTime(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}
