import type { StepRun } from '@shared/model/run'
import { formatCost, formatCount, formatDuration, formatTokens } from './format-figures'
import { printableLine } from './printable-text'
import type { Colors } from './terminal-colors'
import { cutText, padEnd, padStart, textWidth } from './text-width'

/** How wide each column is; 0: left out for want of room. */
export interface StepColumns {
  position: number
  label: number
  model: number
  time: number
  tokens: number
  cost: number
}

/** What a line depends on besides its step. */
export interface StepLineView {
  columns: StepColumns
  colors: Colors
  /** Milliseconds since the epoch. */
  now: number
  /** Counts up while something moves. */
  frame: number
}

const GAP = 2
const MIN_LABEL = 16
/** Less of a label says nothing: marks behind it give way. */
const MIN_CUT_LABEL = 4
/** Room behind the longest label, for a mark that may come. */
const MARK = ' (cut off)'.length
const SPINNER = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']

/** Columns for a list of steps on `width` cells: as wide as they need, and the least important left out first. */
export function stepColumns(steps: readonly StepRun[], width: number): StepColumns {
  const longest = (texts: string[]) => Math.max(0, ...texts.map((text) => textWidth(printableLine(text))))
  const position = String(steps.length).length
  const label = longest(steps.map((step) => step.label))
  const columns = {
    position,
    label,
    model: Math.min(24, longest(steps.map(({ settings }) => settings.model ?? ''))),
    time: 7,
    tokens: 11,
    cost: 8,
  }
  const room = () => {
    const others = [columns.model, columns.time, columns.tokens, columns.cost]
    return width - position - 3 - others.reduce((sum, column) => sum + (column === 0 ? 0 : column + GAP), 0)
  }
  for (const column of ['model', 'tokens', 'cost', 'time'] as const) {
    if (room() < Math.min(label, MIN_LABEL)) columns[column] = 0
  }
  return { ...columns, label: Math.max(1, Math.min(label + MARK, room())) }
}

/** One step on one line: how it stands, its name, and what it took. */
export function stepLine(step: StepRun, position: number, view: StepLineView): string {
  const { columns, colors } = view
  const { glyph, style } = appearance(step, view)
  const place = `${glyph} ${colors.dim(padStart(String(position), columns.position))}`
  const allMarks = marksOf(step)
  const marks = textWidth(allMarks) + MIN_CUT_LABEL > columns.label ? '' : allMarks
  const shown = cutText(printableLine(step.label), Math.max(1, columns.label - textWidth(marks)))
  const label =
    style(shown) + colors.yellow(marks) + ' '.repeat(Math.max(0, columns.label - textWidth(shown + marks)))
  const cells = [
    column(columns.model, (width) => padEnd(cutText(printableLine(step.settings.model ?? ''), width), width)),
    column(columns.time, (width) => padStart(time(step, view.now), width)),
    column(columns.tokens, (width) => padStart(tokens(step), width)),
    column(columns.cost, (width) => padStart(cost(step), width)),
  ]
  const figures = cells.join('').trimEnd()
  return `${place} ${label}${colors.dim(figures)}`.trimEnd()
}

function column(width: number, text: (width: number) => string): string {
  return width === 0 ? '' : ' '.repeat(GAP) + text(width)
}

function appearance(step: StepRun, { colors, frame }: StepLineView): { glyph: string; style: Colors['dim'] } {
  switch (step.status) {
    case 'pending':
      return { glyph: colors.dim('·'), style: colors.dim }
    case 'waiting':
      return { glyph: colors.yellow('○'), style: colors.yellow }
    case 'running':
      return { glyph: colors.cyan(SPINNER[frame % SPINNER.length] ?? ''), style: colors.bold }
    case 'awaiting_review':
      return { glyph: colors.magenta('◆'), style: colors.bold }
    case 'completed':
      return { glyph: colors.green('✓'), style: String }
    case 'failed':
      return { glyph: colors.red('✗'), style: colors.red }
    case 'skipped':
      return { glyph: colors.dim('–'), style: colors.dim }
  }
}

function time(step: StepRun, now: number): string {
  if (step.status === 'running' && step.startedAt !== null) return formatDuration(now - step.startedAt)
  if (step.status === 'waiting' && step.until !== null)
    return `in ${Math.max(0, Math.ceil((step.until - now) / 1000))}s`
  return step.durationMs === null ? '' : formatDuration(step.durationMs)
}

/** Of a step that runs: how much has arrived, as its tokens are known at the end only. */
function tokens(step: StepRun): string {
  if (step.status === 'running') return step.partial === '' ? '' : `${formatCount(step.partial.length)} chars`
  return step.tokenUsage === null || isNothing(step) ? '' : `${formatTokens(step.tokenUsage)} tok`
}

function cost(step: StepRun): string {
  const wasSent = step.attempts > 0 || step.tokenUsage !== null
  return wasSent && step.status !== 'running' && !isNothing(step) ? formatCost(step.costEstimate) : ''
}

/** Requests that failed before they cost anything. */
function isNothing({ tokenUsage, costEstimate }: StepRun): boolean {
  return costEstimate === 0 && tokenUsage !== null && tokenUsage.inputTokens + tokenUsage.outputTokens === 0
}

/** What there is to know of an output beside its figures; it stands behind the label. */
function marksOf(step: StepRun): string {
  const marks = [
    step.stale && 'stale',
    step.truncated && 'cut off',
    step.unknownFinish !== null && 'unknown end',
    step.reused && 'reused',
  ]
  const shown = marks.filter((mark) => mark !== false)
  return shown.length === 0 ? '' : ` (${shown.join(', ')})`
}
