import { InvalidArgumentError } from 'commander'
import type { Command } from 'commander'
import type { RunOverrides } from '@shared/contract'
import { MAX_TEXT_SIZE, type InputOptions } from './read-input'

export const RUN_ARGUMENT = 'the id of a run, the start of one, or "last" for the newest run'
export const STEP_ARGUMENT = 'a step by its position, counted from 1, or by its label'
const WORKFLOW_ARGUMENT =
  'a file, an id, or the name of a stored workflow, of a template of your own, or of a built-in one, tried in this order'

/** What one run does differently from its workflow, and the input. */
export interface RunCommandOptions extends InputOptions {
  yolo?: true
  connection?: string
  model?: string
  concurrency?: number
  budget?: Budget
  reuse?: true
}

/** WORKFLOW and all the ways to give it an input. */
export function addInputOptions(command: Command): Command {
  return command
    .argument('<workflow>', WORKFLOW_ARGUMENT)
    .argument('[-]', 'reads the input from standard input')
    .option('--input <text>', `the input, as a text (at most ${MAX_TEXT_SIZE})`)
    .option('--input-file <path>', 'a file to read the input from; one final newline is dropped')
    .option('--input-json <json>', 'the input, as a JSON object or array')
}

export function addConnectionOptions(command: Command): Command {
  return command
    .option('--connection <name>', 'the connection of every step that calls a model', notEmpty)
    .option('--model <model>', 'the model of every step that calls one', notEmpty)
}

export function addOverrideOptions(command: Command): Command {
  return addConnectionOptions(command.option('--yolo', 'pass every review gate without asking'))
    .option('--concurrency <n>', 'how many steps may run at the same time, 1 to 64', wholeNumber(1, 64))
    .option('--budget <usd>', 'pause before more than this is spent; "none" lifts the limit', dollars)
    .option('--reuse', 'take finished outputs of earlier runs where nothing differs')
}

/** How a run is shown. */
export function addOutputOptions(command: Command): Command {
  return command
    .option('--json', 'print one event per line, as JSON, and nothing else')
    .addOption(
      command.createOption('--quiet', "print the last step's output and nothing else").conflicts('json'),
    )
}

export function overridesOf(options: RunCommandOptions): RunOverrides {
  return {
    ...(options.yolo && { yoloMode: true }),
    ...(options.connection !== undefined && { connection: options.connection }),
    ...(options.model !== undefined && { model: options.model }),
    ...(options.concurrency !== undefined && { concurrency: options.concurrency }),
    ...(options.budget !== undefined && { budgetUsd: limitOf(options.budget) }),
    ...(options.reuse && { reuse: true }),
  }
}

function notEmpty(text: string): string {
  if (text.trim() !== '') return text
  throw new InvalidArgumentError('It must not be empty.')
}

export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (/^\d+$/.test(text) && value >= least && value <= most) return value
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most.toLocaleString('en')}.`)
  }
}

/** An amount in USD, or no limit. */
export type Budget = number | 'none'

export function dollars(text: string): Budget {
  if (text === 'none') return text
  const value = Number(text.replace(/^\$/, ''))
  if (/^\$?(\d+([.]\d*)?|[.]\d+)$/.test(text) && value > 0 && value <= 1_000_000) return value
  throw new InvalidArgumentError('It must be an amount in USD above 0, such as 0.50, or "none".')
}

/** As the API wants it. (Commander makes an empty text of an option that is null.) */
export function limitOf(budget: Budget): number | null {
  return budget === 'none' ? null : budget
}
