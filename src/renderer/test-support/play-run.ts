import type { Run, StepRun } from '@shared/model/run'
import { layOutLanes } from '../pages/run/lay-out-lanes'
import { stepDependencies } from '@shared/prompt/step-dependencies'
import type { MemoryCore, PlainEvent } from './memory-core'

const WORDS =
  'The plan hangs three habits on the first break but on a full ward the first break moves by up to three hours or does not happen . Hang them on the handover instead : it is the one event that takes place every night and that nobody can skip . Keep the break as a second , softer chance .\n\n'.split(
    / /,
  )

interface Pace {
  /** Words of each step's text. */
  words: number
  /** Milliseconds between two pieces of text. */
  everyMs: number
  /** Words in one piece. */
  atOnce: number
}

/** Plays a run as an engine would: groups of steps side by side, text word by word, gates that wait. For looking at. */
export async function playRun(core: MemoryCore, runId: string, pace: Pace): Promise<void> {
  const run = (): Run => core.runs.get(runId) as Run
  const settings = run().steps.map((step) => step.settings)
  const { lanes } = layOutLanes(settings, stepDependencies(settings), run().options.concurrency)
  let position = 0
  while (position < settings.length) {
    let end = position + 1
    while ((lanes[end] ?? 0) > 0) end += 1
    const group = run().steps.slice(position, end)
    position = end
    const gate = group.find((step) => step.settings.stepType === 'review')
    if (gate !== undefined && gate.status !== 'completed') {
      const output = run().steps[run().steps.findIndex(({ id }) => id === gate.id) - 1]?.output ?? ''
      core.emit(
        runId,
        { type: 'progress', stepId: gate.id, status: 'awaiting_review', revision: mark(1), output },
        { type: 'paused', reason: 'review', stepId: gate.id },
      )
      return
    }
    await Promise.all(
      group.map((step) =>
        step.status === 'completed' ? Promise.resolve() : playStep(core, runId, step, pace),
      ),
    )
    if (run().status !== 'running') return
  }
  core.emit(runId, { type: 'done', scope: 'run', status: 'completed' })
}

async function playStep(core: MemoryCore, runId: string, step: StepRun, pace: Pace): Promise<void> {
  const startedAt = core.now()
  core.emit(runId, { type: 'progress', stepId: step.id, status: 'running', attempt: step.attempts + 1 })
  let offset = 0
  for (let word = 0; word < pace.words; word += pace.atOnce) {
    await new Promise((resolve) => setTimeout(resolve, pace.everyMs))
    const status = core.runs.get(runId)?.steps.find(({ id }) => id === step.id)?.status
    if (status !== 'running') return
    const delta = Array.from(
      { length: pace.atOnce },
      (_, index) => `${WORDS[(word + index) % WORDS.length]} `,
    ).join('')
    core.emit(runId, { type: 'text', stepId: step.id, attempt: step.attempts + 1, offset, delta })
    offset += delta.length
  }
  core.emit(runId, doneEvent(step.id, core.now() - startedAt, step.revision ?? 0))
}

export function doneEvent(stepId: string, durationMs: number, revision = 0, output?: string): PlainEvent {
  return {
    type: 'done',
    scope: 'step',
    stepId,
    revision: mark(revision + 1),
    ...(output !== undefined && { output }),
    truncated: false,
    reused: false,
    tokenUsage: { inputTokens: 520, outputTokens: 340 },
    costEstimate: 0.007,
    durationMs,
  }
}

export function mark(number: number) {
  return { number, source: 'model' as const, fingerprint: `f${number}`, fingerprintVersion: 1 }
}
