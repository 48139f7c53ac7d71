import type { Command } from 'commander'
import type { CostRange, Estimate } from '@shared/contract'
import {
  addConnectionOptions,
  addInputOptions,
  overridesOf,
  type RunCommandOptions,
} from '../command-options'
import { findWorkflow } from '../find-workflow'
import { countOf, formatCost, formatCount } from '../format-figures'
import type { Host } from '../host'
import { noteProblems, printJson, printLines } from '../print'
import { printList } from '../print-list'
import { printableLine } from '../printable-text'
import { readInput } from '../read-input'

const COLUMNS = [
  { title: 'step', isFlexible: true },
  { title: 'model' },
  { title: 'prompt', alignRight: true },
  { title: 'answer', alignRight: true },
  { title: 'low', alignRight: true },
  { title: 'expected', alignRight: true },
  { title: 'high', alignRight: true },
]

const EXAMPLES = `
Examples:
  $ baton estimate "Decision Memo" --input "Should we move the office?"
  $ baton estimate deep-build-pipeline --input-file idea.md --json | jq .total

Prompts and answers are counted in tokens, money is in USD. "high" is what every
answer costs that is as long as its limit allows; retries come on top.`

export function addEstimate(program: Command, host: Host): void {
  const command = program
    .command('estimate')
    .summary('say what a run would cost, without sending anything')
    .description('Says what a run would cost, step by step, from low to high. Nothing is sent.')
  addConnectionOptions(addInputOptions(command))
    .option('--json', 'print the estimate as JSON')
    .addHelpText('after', EXAMPLES)
    .action(
      async (workflow: string, dash: string | undefined, options: RunCommandOptions & { json?: true }) => {
        const input = await readInput(dash, options)
        const estimate = await host.withApi(async (api) => {
          const { source, warnings } = await findWorkflow(api, workflow)
          noteProblems(warnings)
          return api.workflows.estimateCost({
            source,
            ...(input !== undefined && { input }),
            overrides: overridesOf(options),
          })
        })
        if (options.json) printJson(estimate)
        else print(estimate)
        host.exit(0)
      },
    )
}

function print({ steps, total, basedOnRuns }: Estimate): void {
  printList(
    COLUMNS,
    steps.map((step) => [
      printableLine(step.label),
      printableLine(step.model),
      `${step.promptResolved ? '' : '~'}${formatCount(step.promptTokens)}`,
      `~${formatCount(step.answerTokens.expected)}`,
      ...costs(step.cost),
    ]),
  )
  const [low, expected, high] = costs(total)
  const range = low === high ? low : `${low} to ${high}, expected ${expected}`
  const sum = total === null ? 'unknown, as a model has no known price' : range
  const basis =
    basedOnRuns === 0 ? 'typical lengths' : `the lengths in ${countOf(basedOnRuns, 'earlier run')}`
  printLines([`Total: ${sum}. Based on ${basis}.`])
}

function costs(range: CostRange | null): [low: string, expected: string, high: string] {
  return [
    formatCost(range?.low ?? null),
    formatCost(range?.expected ?? null),
    formatCost(range?.high ?? null),
  ]
}
