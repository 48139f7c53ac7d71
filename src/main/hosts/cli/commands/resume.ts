import type { Command } from 'commander'
import type { ApiClient, RebaseResult } from '@shared/contract'
import type { Run, RunOptions } from '@shared/model/run'
import { addOutputOptions, type Budget, dollars, limitOf, RUN_ARGUMENT } from '../command-options'
import type { ExitCode } from '../exit-codes'
import { findRun } from '../find-run'
import { decideOn, openGate, readDecision, type DecisionDraft, type DecisionOptions } from '../gate-decision'
import type { Host } from '../host'
import type { OutputOptions } from '../presenter'
import { note } from '../print'
import { printableLine } from '../printable-text'
import { showRun } from '../show-run'
import { staleUpstream } from '../stale-upstream'
import { batonCommand } from '../baton-command'

interface ResumeOptions extends DecisionOptions, OutputOptions {
  yolo?: true
  budget?: Budget
  rerunStale?: true
  rebase?: true
}

const EXAMPLES = `
Examples:
  $ baton resume last
  $ baton resume last --approve
  $ baton resume last --send-back "Shorter, and name the sources"
  $ baton show last --step Review > plan.md && $EDITOR plan.md
  $ baton resume last --edit plan.md
  $ baton resume 0193a1b2 --budget 5

What is up to date is never run or paid for again. Resuming a completed run does
nothing, unless --rerun-stale or --rebase asks for more.`

export function addResume(program: Command, host: Host): void {
  const command = program
    .command('resume')
    .summary('go on with a run, or decide at its review gate')
    .description(
      'Goes on with a run that is paused, failed, stopped or interrupted, and decides at its open review gate if told how.',
    )
    .argument('<run>', RUN_ARGUMENT)
    // A rebase opens the gate anew, so that a decision would have nothing to be about.
    .addOption(
      program.createOption('--approve', 'pass the text under review on as it is').conflicts('rebase'),
    )
    .addOption(
      program
        .createOption('--edit <path>', 'pass on the text of this file instead ("-": standard input)')
        .conflicts(['approve', 'rebase']),
    )
    .addOption(
      program
        .createOption('--send-back <text>', 'have the steps behind the gate run again, with this comment')
        .conflicts(['approve', 'edit', 'rebase']),
    )
    .option('--yolo', 'pass every review gate from now on without asking')
    .option('--rerun-stale', 'first run the steps again whose inputs have changed since')
    .option('--rebase', "first take over the workflow's (or the file's) current steps")
    .option('--budget <usd>', 'another limit for what the run may cost in all; "none" lifts it', dollars)
  addOutputOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (wanted: string, options: ResumeOptions) => {
      const draft = await readDecision(options)
      host.exit(await host.withApi(async (api) => resume(api, await findRun(api, wanted), draft, options)))
    })
}

async function resume(
  api: ApiClient,
  run: Run,
  draft: DecisionDraft | undefined,
  options: ResumeOptions,
): Promise<ExitCode> {
  const gate = draft && openGate(run)
  if (run.status === 'completed' && !options.rerunStale && !options.rebase) {
    note(`Run ${run.id} is completed. There is nothing to resume.`)
    return 0
  }
  const ready = await prepare(api, run, options)
  const stale = ready.steps.filter((step) => step.stale)
  if (options.rerunStale && stale.length > 0) {
    note(`Running again what is stale: ${labels(stale)}.`)
    const code = await showRun(api, options, async () => {
      await api.runs.steps.rerunStale({ runId: run.id, stepIds: 'all' })
      return run.id
    })
    if (draft === undefined || gate === undefined || code !== 3) return code
    const reopened = openGate(await api.runs.get({ runId: run.id }))
    if (reopened.id !== gate.id || reopened.revision !== gate.revision) {
      note('The text under review has changed, so the decision was not applied. Read it, then decide again.')
      return code
    }
  } else {
    warnOfStale(ready)
  }
  if (ready.status === 'completed' && draft === undefined) {
    note(`Run ${run.id} is completed and up to date. There is nothing to resume.`)
    return 0
  }
  return showRun(api, options, async () => {
    await api.runs.resume({ runId: run.id, ...(draft && gate && { decision: decideOn(gate, draft) }) })
    return run.id
  })
}

/** Changes the options and the steps of the run as told, and returns it as it is then. */
async function prepare(api: ApiClient, run: Run, { yolo, budget, rebase }: ResumeOptions): Promise<Run> {
  const limit = budget === undefined ? undefined : limitOf(budget)
  const set: Partial<RunOptions> = {
    ...(yolo && !run.options.yoloMode && { yoloMode: true }),
    ...(limit !== undefined && limit !== run.options.budgetUsd && { budgetUsd: limit }),
  }
  let { updatedAt } = run
  const isChanged = Object.keys(set).length > 0
  if (isChanged) {
    const options = { set, was: pickSame(run.options, set) }
    updatedAt = (await api.runs.update({ runId: run.id, options })).updatedAt
  }
  if (rebase) noteRebase(await api.runs.rebase({ runId: run.id, updatedAt }))
  return isChanged || rebase ? api.runs.get({ runId: run.id }) : run
}

function pickSame(options: RunOptions, set: Partial<RunOptions>): Partial<RunOptions> {
  return {
    ...('yoloMode' in set && { yoloMode: options.yoloMode }),
    ...('budgetUsd' in set && { budgetUsd: options.budgetUsd }),
  }
}

function noteRebase({ added, removed, changed, stale, reordered }: RebaseResult): void {
  const parts = Object.entries({ added, removed, changed, stale }).filter(([, names]) => names.length > 0)
  const text = [
    ...parts.map(([what, names]) => `${what} ${names.map(printableLine).join(', ')}`),
    ...(reordered ? ['in another order'] : []),
  ].join('; ')
  note(text === '' ? 'Rebased: the steps have not changed.' : `Rebased: ${text}.`)
}

function warnOfStale(run: Run): void {
  const stale = staleUpstream(run)
  if (stale.length === 0) return
  note(
    `Warning: ${labels(stale)} ${stale.length === 1 ? 'is' : 'are'} stale, and steps still to run use the outputs ` +
      `as they are. To run them again first: ${batonCommand(`resume ${run.id} --rerun-stale`)}`,
  )
}

function labels(steps: { label: string }[]): string {
  return steps.map(({ label }) => `"${printableLine(label)}"`).join(', ')
}
