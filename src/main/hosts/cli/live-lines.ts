import type { Run, StepRun } from '@shared/model/run'
import { errorSentence } from './describe-rest'
import { countOf, formatDuration } from './format-figures'
import { printableText } from './printable-text'
import { stepColumns, stepLine, type StepLineView } from './step-line'
import type { Colors } from './terminal-colors'
import { cutText, wrapText } from './text-width'
import { wrapProse } from './wrap-prose'

export interface LiveView {
  /** Cells and lines of the terminal. */
  width: number
  height: number
  colors: Colors
  /** Milliseconds since the epoch. */
  now: number
  /** How long this command has been at it. */
  elapsedMs: number
  /** Counts up while something moves. */
  frame: number
  stopping: boolean
}

const TEXT_LINES = 6
const INDENT = '    '
/** Where the shown end of a long text begins moves in strides, so that its line breaks stand still. */
const STRIDE = 4096

/**
 * What a terminal shows of a run in progress.
 * @param printed ids of the steps whose lines stay on the screen already
 * @returns lines of steps that are over, with their ids; and the lines that still change
 */
export function liveLines(
  run: Run,
  printed: ReadonlySet<string>,
  view: LiveView,
): { settled: { id: string; lines: string[] }[]; live: string[] } {
  const columns = stepColumns(run.steps, view.width)
  const lineView = { columns, colors: view.colors, now: view.now, frame: view.frame }
  const open = run.steps
    .map((step, index) => ({ step, position: index + 1 }))
    .filter(({ step }) => !printed.has(step.id))
  const firstOpen = open.findIndex(({ step }) => !isOver(step))
  const over = firstOpen === -1 ? open : open.slice(0, firstOpen)
  const settled = over.map(({ step, position }) => ({
    id: step.id,
    lines: settledLines(step, position, lineView, view),
  }))
  return { settled, live: openLines(open.slice(over.length), lineView, view, footer(run, view)) }
}

/** A step with what went wrong with it. */
export function settledLines(
  step: StepRun,
  position: number,
  lineView: StepLineView,
  { width, colors }: Pick<LiveView, 'width' | 'colors'>,
): string[] {
  const line = stepLine(step, position, lineView)
  if (step.status !== 'failed') return [line]
  const reason = wrapText(errorSentence(step.error), width - INDENT.length)
  return [line, ...reason.map((part) => INDENT + colors.red(part))]
}

function isOver(step: StepRun): boolean {
  return step.status === 'completed' || step.status === 'failed' || step.status === 'skipped'
}

/** The steps that are not over, as many as there is room for: those at work before those to come. */
function openLines(
  open: { step: StepRun; position: number }[],
  lineView: StepLineView,
  view: LiveView,
  footerLines: string[],
): string[] {
  const room = view.height - 1 - footerLines.length
  const atWork = open.filter(({ step }) => step.status !== 'pending')
  const current = atWork.find(({ step }) => step.status === 'running' && step.partial !== '')?.step
  const taken = atWork.length + atWork.flatMap(({ step }) => holdUp(step, view)).length
  const text =
    current === undefined ? [] : streamedText(current.partial, Math.min(TEXT_LINES, room - taken - 1), view)

  const left = Math.max(0, room - taken - text.length)
  const toCome = open.filter(({ step }) => step.status === 'pending')
  const shown = new Set([...atWork, ...toCome.slice(0, toCome.length > left ? Math.max(0, left - 1) : left)])
  const hidden = open.length - shown.size
  const lines = open.flatMap((entry) => {
    if (!shown.has(entry)) return []
    const line = stepLine(entry.step, entry.position, lineView)
    return [line, ...holdUp(entry.step, view), ...(entry.step === current ? text : [])]
  })
  const more = hidden > 0 ? [view.colors.dim(`  … and ${hidden} more`)] : []
  return [...[...lines, ...more].slice(0, Math.max(1, room)), ...footerLines]
}

/** Why a step does not go on, in one line. */
function holdUp(step: StepRun, { width, colors }: LiveView): string[] {
  if (step.status !== 'waiting' && step.status !== 'failed') return []
  const isNextTry = step.status === 'waiting' && step.error !== null
  const reason =
    step.status === 'waiting' && step.error === null
      ? 'Waits for its turn at the connection.'
      : errorSentence(step.error)
  const color = step.status === 'failed' ? colors.red : colors.yellow
  return [INDENT + color(cutText(isNextTry ? `Tries again: ${reason}` : reason, width - INDENT.length))]
}

function streamedText(text: string, lines: number, { width, colors }: LiveView): string[] {
  if (lines < 1) return []
  const start = Math.max(0, Math.floor(text.length / STRIDE) - 1) * STRIDE
  const shown = printableText(text.slice(start))
  return (
    wrapProse(shown, width - INDENT.length)
      .filter((line) => line !== '')
      .slice(-lines)
      // Tables and code come unwrapped, and no line may be wider than the terminal.
      .map((line) => INDENT + colors.dim(cutText(line, width - INDENT.length)))
  )
}

function footer(run: Run, { colors, elapsedMs, stopping, width }: LiveView): string[] {
  const done = run.steps.filter(isOver).length
  const where = run.pausing ? 'pausing: the steps at work finish first' : formatDuration(elapsedMs)
  const text = stopping
    ? 'Stopping … once more to end at once'
    : `${done} of ${countOf(run.steps.length, 'step')} · ${where} · Ctrl-C stops`
  return ['', colors.dim(cutText(text, width))]
}
