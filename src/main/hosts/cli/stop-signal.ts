/** Ctrl-C reaches Baton twice within a millisecond when npm passes on what the terminal has sent already. */
const SAME_SIGNAL_MS = 500
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** A wish to end, from the user or the system. */
export interface StopSignal {
  /** Aborted at the first Ctrl-C, at SIGTERM, when the terminal was closed, or when nobody reads the output. */
  readonly signal: AbortSignal
  /** Signals do what they do by default again. */
  release(): void
}

/** The first signal asks to stop cleanly; one that comes after it has had time to be seen ends the process at once. */
export function listenForStop(): StopSignal {
  const controller = new AbortController()
  let firstAt = 0
  const onSignal = () => {
    if (!controller.signal.aborted) {
      firstAt = performance.now()
      controller.abort()
    } else if (performance.now() - firstAt > SAME_SIGNAL_MS) {
      process.exit(130)
    }
  }
  const onOutputError = () => controller.abort()
  for (const name of SIGNALS) process.on(name, onSignal)
  process.stdout.on('error', onOutputError)
  return {
    signal: controller.signal,
    release() {
      for (const name of SIGNALS) process.off(name, onSignal)
      process.stdout.off('error', onOutputError)
    },
  }
}
