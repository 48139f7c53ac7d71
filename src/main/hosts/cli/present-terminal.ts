import type { Run } from '@shared/model/run'
import { demoNotice, describeRest, lastOutput, type Rest } from './describe-rest'
import { countOf } from './format-figures'
import { createLiveRegion } from './live-region'
import { liveLines, settledLines } from './live-lines'
import { nextCommands } from './next-commands'
import type { Presenter } from './presenter'
import { printableLine, printableText } from './printable-text'
import { stepColumns } from './step-line'
import type { Colors } from './terminal-colors'
import { cutText, textWidth, wrapText } from './text-width'
import { totalsLine } from './totals-line'
import { wrapProse } from './wrap-prose'
import { batonCommand } from './baton-command'

export interface Terminal {
  write: (text: string) => void
  size: () => { columns: number; rows: number }
  /** Calls `onResize` until the returned function is called. */
  watchSize: (onResize: () => void) => () => void
  colors: Colors
  /** Wall clock, milliseconds. */
  now: () => number
}

const FRAME_MS = 80
/** Longer lines are hard to read. */
const WIDEST_TEXT = 100

/** A line per step that moves while the step runs, and the end of the text that is being written. */
export function presentTerminal(terminal: Terminal): Presenter {
  const { write, size, colors, now } = terminal
  const startedAt = now()
  const region = createLiveRegion(write, () => size().columns)
  const printed = new Set<string>()
  let run: Run | null = null
  let opened = false
  let stopping = false
  let frame = 0

  const draw = () => {
    if (run === null || !opened) return
    const view = { ...dimensions(), colors, now: now(), elapsedMs: now() - startedAt, frame, stopping }
    const { settled, live } = liveLines(run, printed, view)
    for (const { id } of settled) printed.add(id)
    region.draw(
      settled.flatMap(({ lines }) => lines),
      live,
    )
  }
  // A line that reaches the last column makes some terminals break it.
  const dimensions = () => ({ width: Math.max(20, size().columns - 1), height: size().rows })
  const timer = setInterval(() => {
    frame += 1
    draw()
  }, FRAME_MS)
  const unwatch = terminal.watchSize(draw)

  return {
    show(messages, latest) {
      run = latest
      // The state before the first event may be about to change: nothing of it is printed for good.
      if (!opened && messages.some(({ type }) => type !== 'state')) {
        opened = true
        write(
          openingLines(run, dimensions().width, colors)
            .map((line) => `${line}\n`)
            .join(''),
        )
      }
      // A step that runs once more gets a new line.
      for (const step of run.steps) {
        if (step.status === 'running' || step.status === 'waiting') printed.delete(step.id)
      }
      if (messages.some(({ type }) => type !== 'text')) draw()
    },
    stopping() {
      stopping = true
      draw()
    },
    end(latest) {
      run = latest
      const { width } = dimensions()
      const view = { columns: stepColumns(run.steps, width), colors, now: now(), frame }
      const rest = run.steps.flatMap((step, index) =>
        printed.has(step.id) ? [] : settledLines(step, index + 1, view, { width, colors }),
      )
      region.draw([...rest, '', ...closingLines(run, now() - startedAt, width, colors)], [])
    },
    close() {
      clearInterval(timer)
      unwatch()
    },
  }
}

function openingLines(run: Run, width: number, colors: Colors): string[] {
  const steps = countOf(run.steps.length, 'step')
  const name = cutText(printableLine(run.workflowName), width - steps.length - 3)
  const notice = demoNotice(run)
  return [
    `${colors.bold(name)}${colors.dim(` · ${steps}`)}`,
    colors.dim(`run ${run.id}`),
    ...(notice === null ? [] : wrapText(notice, width).map(colors.yellow)),
    '',
  ]
}

function closingLines(run: Run, elapsedMs: number, width: number, colors: Colors): string[] {
  const { tone, headline, remarks, review, next } = describeRest(run)
  const shown = review ?? (run.status === 'completed' ? lastOutput(run) : null)
  const text = shown === null ? [] : [...titled(shown, width, colors), '']
  const figures = colors.dim(` ${totalsLine(run, elapsedMs)}`)
  return [
    ...text,
    `${glyphOf(tone, colors)} ${colors.bold(headline)}${figures}`,
    ...remarks.flatMap((remark) => wrapText(remark, width - 2)).map((line) => `  ${colors.yellow(line)}`),
    ...nextCommands([...next, ...(run.status === 'completed' ? [readAll(run)] : [])]).map(
      ({ purpose, command }) => `  ${purpose} ${colors.cyan(command)}`,
    ),
  ]
}

function readAll(run: Run): Rest['next'][number] {
  return { purpose: 'Read it all', command: batonCommand(`show ${run.id} --markdown`) }
}

function titled(shown: { label: string; text: string }, width: number, colors: Colors): string[] {
  const label = cutText(printableLine(shown.label), width - 10)
  const rule = '─'.repeat(Math.max(0, Math.min(width, WIDEST_TEXT) - textWidth(label) - 4))
  return [
    `${colors.dim('──')} ${colors.bold(label)} ${colors.dim(rule)}`,
    '',
    ...wrapProse(printableText(shown.text).trimEnd(), Math.min(width, WIDEST_TEXT)),
  ]
}

function glyphOf(tone: Rest['tone'], colors: Colors): string {
  switch (tone) {
    case 'good':
      return colors.green('✓')
    case 'bad':
      return colors.red('✗')
    case 'waiting':
      return colors.magenta('◆')
  }
}
