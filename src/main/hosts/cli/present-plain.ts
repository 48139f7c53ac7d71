import type { RunEvent } from '@shared/model/run-event'
import type { Run } from '@shared/model/run'
import { demoNotice, describeRest, errorSentence, lastOutput } from './describe-rest'
import { countOf, formatCost, formatDuration, formatTokens } from './format-figures'
import { nextCommands } from './next-commands'
import type { Presenter } from './presenter'
import { printableLine, printableText } from './printable-text'
import { totalsLine } from './totals-line'

/** One line for each thing that happens, for logs and for people without a terminal. */
export function presentPlain(out: (text: string) => void, now: () => number): Presenter {
  const startedAt = now()
  let started = false
  return {
    show(messages, run) {
      const lines = started ? [] : openingLines(run)
      started = true
      lines.push(...messages.flatMap((message) => (message.type === 'state' ? [] : eventLines(message, run))))
      if (lines.length > 0) out(`${lines.join('\n')}\n`)
    },
    stopping: () => out('Stopping …\n'),
    end: (run) => out(`${closingLines(run, now() - startedAt).join('\n')}\n`),
    close() {},
  }
}

function openingLines(run: Run): string[] {
  const name = printableLine(run.workflowName)
  return [`Run ${run.id} of "${name}", ${countOf(run.steps.length, 'step')}`, demoNotice(run)].filter(
    (line) => line !== null,
  )
}

function eventLines(event: RunEvent, run: Run): string[] {
  if (event.type === 'error' && event.scope === 'run') {
    return [printableLine(`${event.error.message} ${event.error.remedy ?? ''}`)]
  }
  if (event.type === 'progress' && event.stepId === undefined) {
    return event.pausing === true ? ['Pausing: the steps at work finish first.'] : []
  }
  const index = run.steps.findIndex(({ id }) => id === event.stepId)
  const step = run.steps[index]
  if (step === undefined) return []
  const line = (what: string) => [`[${index + 1}/${run.steps.length}] ${printableLine(step.label)}: ${what}`]
  const model = step.settings.model === undefined ? '' : ` with ${printableLine(step.settings.model)}`

  switch (event.type) {
    case 'progress':
      if (event.status === 'running') {
        return line(step.attempts > 1 ? `running${model}, attempt ${step.attempts}` : `running${model}`)
      }
      if (event.status === 'waiting') return line('waiting for its turn at the connection')
      return event.status === 'completed' ? line('up to date') : []
    case 'done':
      return event.scope === 'step' ? line(outcome(event)) : []
    case 'error':
      return event.scope === 'step' ? line(`failed: ${errorSentence(event.error)}`) : []
    case 'retry': {
      const reason = printableLine(event.reason)
      return line(`attempt ${event.attempt} failed: ${reason} Next try in ${formatDuration(event.delayMs)}.`)
    }
    case 'skipped':
      return line(event.reason === 'disabled' ? 'skipped, as it is disabled' : 'passed without a review')
    case 'text':
    case 'paused':
      return []
  }
}

function outcome(done: Extract<RunEvent, { type: 'done'; scope: 'step' }>): string {
  if (done.tokenUsage === null && !done.reused) {
    return done.revision.source === 'human' ? 'passed on with an edited text' : 'approved'
  }
  const figures = [
    done.durationMs === null ? 'completed' : `completed in ${formatDuration(done.durationMs)}`,
    done.tokenUsage !== null && `${formatTokens(done.tokenUsage)} tokens`,
    `cost ${formatCost(done.costEstimate)}`,
    done.reused && 'reused from an earlier run',
    done.truncated && 'cut off at its token limit',
    done.unknownFinish !== undefined && `ended with "${printableLine(done.unknownFinish)}", may not be whole`,
  ]
  return figures.filter((figure) => figure !== false).join(', ')
}

function closingLines(run: Run, elapsedMs: number): string[] {
  const { headline, failures, remarks, review, next } = describeRest(run)
  const shown = review ?? (run.status === 'completed' ? lastOutput(run) : null)
  return [
    ...(shown === null
      ? []
      : ['', `--- ${printableLine(shown.label)} ---`, '', printableText(shown.text).trimEnd(), '']),
    `${headline} ${totalsLine(run, elapsedMs)}`,
    ...failures,
    ...remarks,
    ...nextCommands(next).map(({ purpose, command }) => `${purpose} ${command}`),
  ]
}
