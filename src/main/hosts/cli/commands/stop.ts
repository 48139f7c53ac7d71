import type { Command } from 'commander'
import type { ApiClient } from '@shared/contract'
import { setTimeout as wait } from 'node:timers/promises'
import { RUN_ARGUMENT } from '../command-options'
import { findRun } from '../find-run'
import type { Host } from '../host'
import { printLines } from '../print'
import { batonCommand } from '../baton-command'

/** A run's owner looks for requests every two seconds. */
const LONGEST_WAIT_MS = 15_000
const LOOK_MS = 200

export function addStop(program: Command, host: Host): void {
  program
    .command('stop')
    .summary('end a run now, keeping what has arrived')
    .description(
      'Aborts the steps at work, keeps what has arrived of their texts, and waits until the run has stopped. A ' +
        'paused run becomes stopped. It can be resumed.',
    )
    .argument('<run>', RUN_ARGUMENT)
    .action(async (wanted: string) => {
      const { runId, status } = await host.withApi(async (api) => {
        const run = await findRun(api, wanted)
        await api.runs.stop({ runId: run.id })
        return { runId: run.id, status: await statusAtRest(api, run.id) }
      })
      const outcome =
        status === 'running'
          ? `Run ${runId} was asked to stop and has not stopped yet.`
          : `Run ${runId} is ${status}.`
      printLines(status === 'completed' ? [outcome] : [outcome, `Go on: ${batonCommand(`resume ${runId}`)}`])
      host.exit(0)
    })
}

async function statusAtRest(api: ApiClient, runId: string): Promise<string> {
  for (let waited = 0; ; waited += LOOK_MS) {
    const { status } = await api.runs.get({ runId })
    if (status !== 'running' || waited >= LONGEST_WAIT_MS) return status
    await wait(LOOK_MS)
  }
}
