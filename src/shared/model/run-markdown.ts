import type { Run, RunInput, StepRun } from './run'
import { runTotals } from './run-totals'
import { lowerHeadings } from './lower-headings'

/** How many backticks a fence has at least. */
const SHORTEST_FENCE = 3

/** A step is a section of the document, below its title. */
const STEP_LEVEL = 2

/**
 * A run as a document to read: title, input, and every step with its model and its output. Outputs are Markdown
 * themselves: their headings are lowered to stand below the step's, and all else goes in as it is. What must not be read
 * as Markdown (JSON, text of the input) goes into a fence.
 */
export function runMarkdown(run: Run): string {
  return `${[
    `# ${inLine(run.workflowName)}`,
    facts(run),
    ...(run.input === undefined ? [] : ['## Input', fencedInput(run.input)]),
    ...run.steps.flatMap(section),
  ].join('\n\n')}\n`
}

function facts(run: Run): string {
  const { costEstimate, tokenUsage } = runTotals(run)
  const tokens =
    tokenUsage === null
      ? []
      : [`${figure(tokenUsage.inputTokens)} tokens in, ${figure(tokenUsage.outputTokens)} out`]
  const cost =
    tokenUsage === null ? [] : [costEstimate === null ? 'cost unknown' : `$${dollars(costEstimate)}`]
  return [date(run.createdAt), run.status, ...tokens, ...cost].join(' · ')
}

function section(step: StepRun, index: number): string[] {
  return [
    `${'#'.repeat(STEP_LEVEL)} ${index + 1}. ${inLine(step.label)}`,
    about(step),
    ...notes(step).map((note) => `> **Note:** ${note}`),
    ...text(step),
  ]
}

function about({ settings, status, reused, revisionSource }: StepRun): string {
  const maker =
    settings.model === undefined
      ? ['review gate']
      : [code(settings.model), `connection ${inLine(settings.connection?.name ?? '')}`]
  const origin = [...(reused ? ['reused'] : []), ...(revisionSource === 'human' ? ['edited by hand'] : [])]
  return `*${[settings.stepType, ...maker, status.replace('_', ' '), ...origin].join(' · ')}*`
}

function notes(step: StepRun): string[] {
  const { stale, staleBecause, label, truncated, unknownFinish, error, partial, output } = step
  const found: string[] = []
  if (truncated) found.push('this text was cut off at the token limit.')
  if (unknownFinish !== null) {
    found.push(`this text may not be whole: the provider ended it with "${inLine(unknownFinish)}".`)
  }
  if (stale) {
    const reason =
      staleBecause === null || staleBecause === label
        ? 'the settings of the step have changed'
        : `"${inLine(staleBecause)}" has changed`
    found.push(`this text is stale: ${reason} since it was made.`)
  }
  if (error !== null) found.push(`the step failed: ${inLine(error.message)}`)
  if (output === null && partial !== '') found.push('this text is incomplete: the step did not end.')
  return found
}

function text({ output, partial, settings }: StepRun): string[] {
  const shown = output ?? partial
  if (shown === '') return output === null ? [] : ['*(empty)*']
  if (settings.output.format === 'json') return [fenced(shown, 'json')]
  // The first line may be indented, which means something.
  return [lowerHeadings(shown.replace(/^\s*[\r\n]/, '').trimEnd(), STEP_LEVEL)]
}

function fencedInput(input: RunInput): string {
  return typeof input === 'string' ? fenced(input, '') : fenced(JSON.stringify(input, null, 2), 'json')
}

/** A fence that is longer than every run of backticks inside it. */
function fenced(content: string, language: string): string {
  const longest = (content.match(/`+/g) ?? []).reduce((most, ticks) => Math.max(most, ticks.length), 0)
  const fence = '`'.repeat(Math.max(SHORTEST_FENCE, longest + 1))
  return `${fence}${language}\n${content}\n${fence}`
}

/** A name inside a line of Markdown: nothing in it means anything. */
function inLine(name: string): string {
  return name.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>#|&]/g, String.raw`\$&`)
}

function code(name: string): string {
  return `\`${name.replaceAll('`', "'")}\``
}

function date(at: number): string {
  return new Date(at).toISOString().slice(0, 16).replace('T', ' ') + ' UTC'
}

function dollars(usd: number): string {
  return usd === 0 || usd >= 0.01 ? usd.toFixed(2) : usd.toPrecision(2)
}

function figure(count: number): string {
  return count.toLocaleString('en')
}
