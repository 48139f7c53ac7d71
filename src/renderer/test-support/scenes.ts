import type { StepType } from '@shared/model/step'
import type { Workflow, WorkflowSettings } from '@shared/model/workflow'
import { addConnections } from './example-connections'
import { exampleUsage } from './example-usage'
import { addWorkflow } from './example-workflow'
import { freezeRun } from './freeze-run'
import { createMemoryCore, type MemoryCore } from './memory-core'
import { doneEvent, mark, playRun } from './play-run'

const IDEA = `# Nightline: habits that follow the shift

A day is the wrong unit for someone who starts work at 19:00 and falls asleep at 09:30. Nightline counts shifts and sleeps. Nothing in it resets at midnight, and nothing in it is called a streak.

## What stays, and why

1. Shift clock. A habit belongs to a point in the shift (before, first break, after handover), never to a time of day. When the rota turns, the habits turn with it.
2. Anchor sleep. One protected block of four hours per 24, chosen by her. Reminders go silent in it, and so does the phone, if she allows it.
3. Two-tap logging. Usable with one hand in eleven seconds, which is what a corridor between two rooms gives.
4. Rota import. A photo of the printed rota is enough. Corrections are made by dragging, not in forms.

## Left out on purpose

Streaks, badges, a social feed, hospital dashboards. The last one was asked for in the brainstorm; it would turn a private tool into a supervisor’s.

## Open questions

- Is a photo of a rota personal data of colleagues? It names them.
- Four hours suits most, not all. Should the block be a range?
`

const REVIEW = `I read the plan as Maren, 34, on the third of four nights, standing in a medication room with one hand free. Six things did not survive that reading.

1. “Before the break” needs an owner

The plan hangs three habits on the first break, but on a full ward the first break moves by up to three hours, or does not happen. Hang them on the handover instead: it is the one event that takes place every night and that nobody can skip. Keep the break as a second, softer chance.

2. The anchor sleep must bend, once

Four protected hours are right. But a parent whose child is ill at noon will break the anchor on the first day and never trust it again. Give every rotation one free move: the block slides by up to two hours, the app says so in one line, and nothing turns red.

3. What the log records

Mood at 04:10 is noise, and being asked for it feels like being watched. Ask once, after sleep, when the answer means something. This also`

const WISDOM = `never compare a night with a day. The same person logs half as much on nights, and a chart that puts both on one axis tells her she is failing when she is only tired.

Trap: the rota is the only calendar. Anything keyed by date will split a single shift in two at midnight, and`

const step = (label: string, stepType: StepType, ...reads: string[]): WorkflowSettings['steps'][number] => ({
  label,
  stepType,
  prompt:
    reads.length === 0
      ? 'Work on {{input}}.'
      : reads.map((label) => `{{steps.${label}.content}}`).join('\n\n'),
  ...(stepType !== 'review' && { provider: 'anthropic', model: 'claude-sonnet-4.5' }),
})

const PIPELINE: WorkflowSettings = {
  name: 'Deep Build Pipeline',
  description: 'From one sentence to coding prompts, with two stops for your judgement',
  steps: [
    step('Idea Generation', 'generate'),
    step('Research & Context Gathering', 'research', 'Idea Generation'),
    step('Feature Brainstorm', 'generate', 'Idea Generation'),
    step('Review (Human Gate 1)', 'review', 'Feature Brainstorm'),
    step('Extend & Improve', 'transform', 'Review (Human Gate 1)', 'Research & Context Gathering'),
    step('Review (Human Gate 2)', 'review', 'Extend & Improve'),
    step('Project Wisdom Extraction', 'extract', 'Review (Human Gate 2)'),
    step('Final Improvements', 'analyze', 'Review (Human Gate 2)'),
    step('Implementation Prompts', 'generate', 'Review (Human Gate 2)'),
  ],
}

const INPUT = 'A habit tracker for night-shift nurses'

function others(): WorkflowSettings[] {
  const plain = (name: string, description: string, count: number): WorkflowSettings => ({
    name,
    description,
    steps: Array.from({ length: count }, (_, index) => step(`Step ${index + 1}`, 'generate')),
  })
  return [
    plain('Legal plain-language rewrite', 'Clause by clause, meaning kept, reading age 12', 5),
    plain('Weekly literature watch', 'New papers on shift work and sleep, one paragraph each', 4),
    plain(
      'Tender response, first pass',
      'Reads the tender, maps requirements, drafts the answers we can give',
      12,
    ),
    plain('Interview synthesis', 'Transcripts to themes, each with the quotes that carry it', 6),
    {
      name: 'Release notes',
      description: 'Commits and tickets in, notes for three audiences out',
      steps: [
        ...['Collect', 'Group', 'Draft'].map((label) => step(label, 'generate')),
        step('Tone check', 'review', 'Draft'),
        step('Publish', 'generate', 'Tone check'),
      ],
    },
  ]
}

/** Steps up to a position are done, with texts. */
function finishSteps(core: MemoryCore, runId: string, count: number): void {
  const steps = core.runs.get(runId)?.steps.slice(0, count) ?? []
  for (const [index, { id, settings }] of steps.entries()) {
    if (settings.stepType === 'review') {
      core.emit(runId, { type: 'progress', stepId: id, status: 'completed', revision: mark(1), output: IDEA })
      continue
    }
    core.emit(runId, { type: 'progress', stepId: id, status: 'running', attempt: 1 })
    core.emit(runId, doneEvent(id, [9_000, 31_000, 14_000, 12_000, 26_000, 41_000][index] ?? 20_000, 0, IDEA))
  }
}

/** Lets something happen in the past. */
function ago(core: MemoryCore, milliseconds: number, happen: () => void): void {
  const { now } = core
  core.now = () => now() - milliseconds
  happen()
  core.now = now
}

function startRun(core: MemoryCore, workflow: Workflow, agoMs: number, id = core.newId()): string {
  core.runs.set(id, freezeRun(workflow, id, core.now() - agoMs, INPUT))
  return id
}

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

function populate(core: MemoryCore): { pipeline: Workflow } {
  const added = others().map((settings) => addWorkflow(core, settings))
  const pipeline = addWorkflow(core, PIPELINE)
  const [, weekly, tender, interviews, notes] = added
  const ages = [3 * DAY, 2 * DAY, DAY, 5 * MINUTE * 60, 26 * MINUTE]
  for (const [index, workflow] of added.entries()) {
    core.workflows.set(workflow.id, { ...workflow, updatedAt: core.now() - (ages[index] ?? 0) })
  }
  for (const [workflow, before] of [
    [weekly, 2 * DAY],
    [interviews, 5 * 60 * MINUTE],
  ] as const) {
    if (workflow === undefined) continue
    const id = startRun(core, workflow, before)
    ago(core, before - 4 * MINUTE, () => {
      finishSteps(core, id, workflow.steps.length)
      core.emit(id, { type: 'done', scope: 'run', status: 'completed' })
    })
  }
  if (tender !== undefined) {
    const id = startRun(core, tender, DAY)
    ago(core, DAY, () => {
      finishSteps(core, id, 4)
      fail(core, id, 4)
    })
  }
  if (notes !== undefined) {
    const id = startRun(core, notes, 30 * MINUTE)
    ago(core, 26 * MINUTE, () => {
      finishSteps(core, id, 3)
      openGate(core, id, 3)
    })
  }
  core.usage = exampleUsage(core.now())
  addConnections(core)
  return { pipeline }
}

function fail(core: MemoryCore, runId: string, index: number): void {
  const stepId = core.runs.get(runId)?.steps[index]?.id ?? ''
  core.emit(
    runId,
    { type: 'progress', stepId, status: 'running', attempt: 1 },
    {
      type: 'error',
      scope: 'step',
      stepId,
      tokenUsage: null,
      costEstimate: 0,
      durationMs: 300,
      error: {
        code: 'bad_key',
        message: 'OpenAI did not accept the key.',
        remedy: 'It may have been revoked. Make a new one and paste it in the settings.',
        retryable: false,
        status: 401,
      },
    },
    { type: 'done', scope: 'run', status: 'failed' },
  )
}

function openGate(core: MemoryCore, runId: string, index: number): void {
  const stepId = core.runs.get(runId)?.steps[index]?.id ?? ''
  core.emit(
    runId,
    { type: 'progress', stepId, status: 'awaiting_review', revision: mark(1), output: IDEA },
    { type: 'paused', reason: 'review', stepId },
  )
}

function stream(core: MemoryCore, runId: string, index: number, text: string): void {
  const stepId = core.runs.get(runId)?.steps[index]?.id ?? ''
  core.emit(
    runId,
    { type: 'progress', stepId, status: 'running', attempt: 1 },
    { type: 'text', stepId, attempt: 1, offset: 0, delta: text },
  )
}

/** Starting points for looking at pages; `runs` of the run scenes are named `shown`. */
export const SCENES: Record<string, () => MemoryCore> = {
  empty: () => createMemoryCore(),
  workflows: () => {
    const core = createMemoryCore()
    const { pipeline } = populate(core)
    const id = startRun(core, pipeline, 141_000)
    finishSteps(core, id, 6)
    stream(core, id, 6, WISDOM)
    stream(core, id, 7, REVIEW)
    stream(core, id, 8, REVIEW)
    return core
  },
  streaming: () => {
    const core = createMemoryCore()
    core.stepCost = 0.005
    const { pipeline } = populate(core)
    startRun(core, pipeline, 141_000, 'shown')
    finishSteps(core, 'shown', 6)
    ago(core, 19_000, () => stream(core, 'shown', 6, WISDOM))
    ago(core, 22_000, () => stream(core, 'shown', 7, REVIEW))
    const stepId = core.runs.get('shown')?.steps[8]?.id ?? ''
    core.emit(
      'shown',
      { type: 'progress', stepId, status: 'running', attempt: 1 },
      {
        type: 'retry',
        stepId,
        attempt: 1,
        delayMs: 60_000,
        until: Date.now() + 60_000,
        reason: 'Anthropic is overloaded (529).',
        tokenUsage: null,
        costEstimate: 0,
        durationMs: 400,
        error: { code: 'overloaded', message: 'Anthropic is overloaded (529).', retryable: true },
      },
    )
    return core
  },
  gate: () => {
    const core = createMemoryCore()
    core.stepCost = 0.006
    const { pipeline } = populate(core)
    startRun(core, pipeline, 111_000, 'shown')
    finishSteps(core, 'shown', 5)
    openGate(core, 'shown', 5)
    return core
  },
  failed: () => {
    const core = createMemoryCore()
    const { pipeline } = populate(core)
    startRun(core, pipeline, 111_000, 'shown')
    finishSteps(core, 'shown', 4)
    fail(core, 'shown', 4)
    return core
  },
  stale: () => {
    const core = createMemoryCore()
    core.stepCost = 0.01
    const { pipeline } = populate(core)
    startRun(core, pipeline, 175_000, 'shown')
    finishSteps(core, 'shown', 9)
    core.emit('shown', { type: 'done', scope: 'run', status: 'completed' })
    const run = core.runs.get('shown')
    if (run !== undefined) {
      core.put({
        ...run,
        steps: run.steps.map((one, index) =>
          index === 4 || index === 6
            ? { ...one, stale: true, staleBecause: 'Research & Context Gathering' }
            : one,
        ),
      })
    }
    return core
  },
  many: () => {
    const core = createMemoryCore()
    for (let index = 1; index <= 10_000; index++) {
      addWorkflow(core, {
        ...PIPELINE,
        name: `Workflow ${index}`,
        steps: PIPELINE.steps.slice(0, (index % 9) + 1),
      })
    }
    return core
  },
  live: () => {
    const core = createMemoryCore()
    addWorkflow(core, PIPELINE)
    core.onRun = (runId) => void playRun(core, runId, { words: 220, everyMs: 30, atOnce: 1 })
    return core
  },
  /** Four steps at once, two hundred pieces a second each. */
  flood: () => {
    const core = createMemoryCore()
    const steps = Array.from({ length: 4 }, (_, index) => step(`Step ${index + 1}`, 'generate'))
    const workflow = addWorkflow(core, { name: 'Flood', steps })
    startRun(core, workflow, 0, 'shown')
    setTimeout(() => void playRun(core, 'shown', { words: 60_000, everyMs: 5, atOnce: 4 }), 1_000)
    return core
  },
}
