import type { Run, RunInput } from '@shared/model/run'
import { demoNotice, describeRest } from './describe-rest'
import { formatDuration, formatLimit, formatTime } from './format-figures'
import { nextCommands } from './next-commands'
import { printableLine, printableText } from './printable-text'
import { stepColumns, stepLine } from './step-line'
import type { Colors } from './terminal-colors'
import { cutText, wrapText } from './text-width'
import { totalsLine } from './totals-line'
import { wrapProse } from './wrap-prose'
import { batonCommand } from './baton-command'

/** A run for a person to read: what it is, its steps, where it rests, and how to go on. */
export function describeRun(run: Run, width: number, colors: Colors, now: number): string[] {
  const { headline, failures, remarks, review, next } = describeRest(run)
  const notice = demoNotice(run)
  const view = { columns: stepColumns(run.steps, width), colors, now, frame: 0 }
  return [
    colors.bold(printableLine(run.workflowName)),
    ...facts(run, now).map(([name, value]) => `${colors.dim(name.padEnd(9))}${cutText(value, width - 9)}`),
    ...(notice === null ? [] : wrapText(notice, width).map(colors.yellow)),
    '',
    ...run.steps.map((step, index) => stepLine(step, index + 1, view)),
    '',
    ...(review === null
      ? []
      : [
          colors.bold(printableLine(review.label)),
          '',
          ...wrapProse(printableText(review.text).trimEnd(), width),
          '',
        ]),
    colors.bold(headline),
    ...[...failures, ...remarks]
      .flatMap((remark) => wrapText(remark, width - 2))
      .map((line) => `  ${colors.yellow(line)}`),
    ...nextCommands([
      ...next,
      ...(run.steps.some(({ output }) => output !== null)
        ? [{ purpose: 'Read one', command: batonCommand(`show ${run.id} --step STEP`) }]
        : []),
    ]).map(({ purpose, command }) => `  ${purpose} ${colors.cyan(command)}`),
  ]
}

function facts(run: Run, now: number): [name: string, value: string][] {
  const { yoloMode, budgetUsd, concurrency, reuse } = run.options
  const options = [
    `concurrency ${concurrency}`,
    budgetUsd !== null && `budget ${formatLimit(budgetUsd)}`,
    yoloMode && 'no reviews (YOLO)',
    reuse && 'reuses outputs',
  ]
  const end = run.finishedAt ?? (run.status === 'running' ? now : run.updatedAt)
  return [
    ['run', run.id],
    ['started', `${formatTime(run.createdAt)}, ${run.status} after ${formatDuration(end - run.createdAt)}`],
    ['input', inputLine(run.input)],
    ['options', options.filter((option) => option !== false).join(', ')],
    ['spent', totalsLine(run, null)],
    ...(run.sourcePath === null ? [] : [['file', printableLine(run.sourcePath)] satisfies [string, string]]),
  ]
}

function inputLine(input: RunInput | undefined): string {
  if (input === undefined) return 'none'
  return (
    printableLine(typeof input === 'string' ? input.slice(0, 500) : JSON.stringify(input).slice(0, 500)) ||
    '(empty)'
  )
}
