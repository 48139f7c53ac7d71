import type { ApiClient } from '@shared/contract'
import { exitCodeOfRun, type ExitCode } from './exit-codes'
import { followRun } from './follow-run'
import type { OutputOptions, Presenter } from './presenter'
import { presentJson } from './present-json'
import { presentPlain } from './present-plain'
import { presentQuiet } from './present-quiet'
import { presentTerminal } from './present-terminal'
import { printableText } from './printable-text'
import { listenForStop, type StopSignal } from './stop-signal'
import { colorsFor, isTerminal } from './terminal-colors'

/**
 * Begins a run with `begin`, shows it until it rests, and says how it ended. Ctrl-C stops it.
 * @param begin starts the run or goes on with it, and returns its id
 */
export async function showRun(
  api: ApiClient,
  options: OutputOptions,
  begin: () => Promise<string>,
): Promise<ExitCode> {
  const stop = listenForStop()
  try {
    const runId = await begin()
    return await showBegunRun(api, runId, options, stop)
  } finally {
    stop.release()
  }
}

async function showBegunRun(
  api: ApiClient,
  runId: string,
  options: OutputOptions,
  { signal }: StopSignal,
): Promise<ExitCode> {
  const presenter = choosePresenter(options)
  try {
    const run = await followRun(api, runId, presenter, signal)
    presenter.end(run)
    return exitCodeOfRun(run, signal.aborted)
  } finally {
    presenter.close()
  }
}

function choosePresenter({ json, quiet }: OutputOptions): Presenter {
  const { stdout } = process
  const out = (text: string) => void stdout.write(text)
  const err = (text: string) => void process.stderr.write(text)
  if (json === true) return presentJson({ out, err })
  if (quiet === true) {
    return presentQuiet({ out: stdout.isTTY ? (text) => out(printableText(text)) : out, err })
  }
  if (!isTerminal(stdout)) return presentPlain(out, Date.now)
  return presentTerminal({
    write: out,
    size: () => ({ columns: stdout.columns, rows: stdout.rows }),
    watchSize(onResize) {
      stdout.on('resize', onResize)
      return () => stdout.off('resize', onResize)
    },
    colors: colorsFor(stdout),
    now: Date.now,
  })
}
