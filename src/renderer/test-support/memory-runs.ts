import { implement } from '@orpc/server'
import { contract, type RunState } from '@shared/contract'
import { isUnderWay } from '@shared/model/is-under-way'
import type { Run, StepRun } from '@shared/model/run'
import type { MemoryCore } from './memory-core'
import { historyInMemory, overrideInMemory } from './memory-history'
import { changedSince, notInMemory } from './memory-workflows'
import { pageOf } from './page-of'
import { runSummary } from './run-summary'

const os = implement(contract).runs

/** The group `runs`. What runs, and how, is up to the test. */
export function memoryRuns(core: MemoryCore) {
  const stateOf = (runId: string): RunState => {
    const run = core.runs.get(runId) as Run
    return {
      runId,
      status: run.status,
      pauseReason: run.pauseReason,
      pausing: run.pausing,
      seq: run.seq,
      updatedAt: run.updatedAt,
    }
  }
  const changeStep = (run: Run, stepId: string, change: Partial<StepRun>): void =>
    core.put({ ...run, steps: run.steps.map((step) => (step.id === stepId ? { ...step, ...change } : step)) })

  return os.router({
    list: os.list.handler(({ input }) => {
      const items = [...core.runs.values()]
        .filter((run) => input.statuses?.includes(run.status) ?? true)
        .filter((run) => input.workflowId === undefined || run.workflowId === input.workflowId)
        .sort((one, other) => other.createdAt - one.createdAt)
      return pageOf(items.map(runSummary), input)
    }),
    workflows: os.workflows.handler(({ input: { workflowId, search = '' } }) => {
      const runs = [...core.runs.values()].filter(
        (run) =>
          run.workflowId !== null &&
          (workflowId ?? run.workflowId) === run.workflowId &&
          run.workflowName.toLowerCase().includes(search.toLowerCase()),
      )
      const named = new Map(runs.map((run) => [run.workflowId ?? '', run.workflowName]))
      return {
        workflows: [...named].map(([id, name]) => ({ id, name, deleted: !core.workflows.has(id) })),
      }
    }),
    get: os.get.handler(({ input, errors }) => {
      const run = core.runs.get(input.runId)
      if (run === undefined) throw errors.NOT_FOUND(noSuchRun())
      return run
    }),
    events: os.events.handler(async function* ({ input, errors, signal }) {
      if (!core.runs.has(input.runId)) throw errors.NOT_FOUND(noSuchRun())
      yield* core.follow(input.runId, signal)
    }),
    now: os.now.handler(async function* ({ signal }) {
      // oxlint-disable-next-line eslint/no-unmodified-loop-condition -- it aborts by itself
      while (signal?.aborted !== true) {
        const changed = core.runsChanged(signal)
        yield [...core.runs.values()]
          .filter(isUnderWay)
          .sort((one, other) => other.createdAt - one.createdAt)
          .map(runSummary)
        await changed
      }
    }),
    resume: os.resume.handler(({ input: { runId, decision }, errors }) => {
      const run = core.runs.get(runId)
      if (run === undefined) throw errors.NOT_FOUND(noSuchRun())
      const gate = run.steps.find((step) => step.status === 'awaiting_review')
      if (decision !== undefined) {
        if (gate === undefined || gate.revision !== decision.revision || gate.id !== decision.stepId) {
          throw errors.CONFLICT(changedSince())
        }
        if (decision.kind === 'sendBack') {
          const feedback = { comment: decision.comment, previousOutput: gate.output ?? '' }
          const before = run.steps[run.steps.indexOf(gate) - 1]
          if (before !== undefined)
            changeStep(run, before.id, { feedback, status: 'pending', rerun: 'always' })
          core.emit(runId, { type: 'progress', stepId: gate.id, status: 'pending' })
        } else {
          const revision = {
            number: decision.revision + (decision.kind === 'edit' ? 1 : 0),
            source: 'human' as const,
            fingerprint: 'f',
            fingerprintVersion: 1,
          }
          const text = decision.kind === 'edit' ? decision.text : (gate.output ?? '')
          core.emit(runId, { type: 'progress', stepId: gate.id, status: 'completed', revision, output: text })
        }
      }
      if (gate === undefined || decision !== undefined) {
        core.emit(runId, { type: 'progress', status: 'running' })
        core.onRun(runId)
      }
      return stateOf(runId)
    }),
    pause: os.pause.handler(({ input: { runId }, errors }) => {
      if (core.runs.get(runId)?.status !== 'running') throw errors.CONFLICT(nothingToDo('pause'))
      core.emit(runId, { type: 'paused', reason: 'user' })
      return stateOf(runId)
    }),
    stop: os.stop.handler(({ input: { runId }, errors }) => {
      const run = core.runs.get(runId)
      if (run === undefined || !['running', 'paused'].includes(run.status))
        throw errors.CONFLICT(nothingToDo('stop'))
      for (const step of run.steps) {
        if (['running', 'waiting', 'awaiting_review'].includes(step.status)) {
          core.emit(runId, { type: 'progress', stepId: step.id, status: 'pending' })
        }
      }
      core.emit(runId, { type: 'done', scope: 'run', status: 'stopped' })
      return stateOf(runId)
    }),
    update: os.update.handler(({ input, errors }) => {
      const run = core.runs.get(input.runId)
      if (run === undefined) throw errors.NOT_FOUND(noSuchRun())
      core.put({ ...run, options: { ...run.options, ...(input.options?.set as Partial<Run['options']>) } })
      return stateOf(input.runId)
    }),
    clone: os.clone.handler(({ input, errors }) => {
      const run = core.runs.get(input.runId)
      if (run === undefined) throw errors.NOT_FOUND(noSuchRun())
      const id = core.newId()
      core.runs.set(id, {
        ...run,
        id,
        input: input.input ?? run.input,
        status: 'paused',
        pauseReason: 'user',
      })
      return { runId: id }
    }),
    delete: os.delete.handler(({ input, errors }) => {
      const [from, to] = input.undo ? [core.deletedRuns, core.runs] : [core.runs, core.deletedRuns]
      const run = from.get(input.runId)
      if (run === undefined) throw errors.NOT_FOUND(noSuchRun())
      if (run.updatedAt !== input.updatedAt) throw errors.CONFLICT(changedSince())
      const updatedAt = run.updatedAt + 1
      from.delete(run.id)
      to.set(run.id, { ...run, updatedAt })
      return { updatedAt }
    }),
    search: os.search.handler(() => ({ items: [], nextCursor: null, total: 0 })),
    rebase: os.rebase.handler(({ errors }) => {
      throw errors.INTERNAL(notInMemory())
    }),
    export: os.export.handler(({ input, errors }) => {
      const run = core.runs.get(input.runId)
      if (run === undefined) throw errors.NOT_FOUND(noSuchRun())
      return input.format === 'json'
        ? { fileName: 'run.json', mediaType: 'application/json', text: JSON.stringify(run) }
        : { fileName: 'run.md', mediaType: 'text/markdown', text: `# ${run.workflowName}\n` }
    }),
    steps: {
      retry: os.steps.retry.handler(({ input: { runId, stepId, revision }, errors }) => {
        const step = core.runs.get(runId)?.steps.find(({ id }) => id === stepId)
        if (step === undefined) throw errors.NOT_FOUND(noSuchRun())
        if (step.revision !== revision) throw errors.CONFLICT(changedSince())
        core.emit(
          runId,
          { type: 'progress', status: 'running' },
          { type: 'progress', stepId, status: 'running', attempt: step.attempts + 1 },
        )
        core.onRun(runId)
        return stateOf(runId)
      }),
      continue: os.steps.continue.handler(({ errors }) => {
        throw errors.INTERNAL(notInMemory())
      }),
      skipWait: os.steps.skipWait.handler(({ input: { runId, stepId, attempts } }) => {
        core.emit(runId, { type: 'progress', stepId, status: 'running', attempt: attempts + 1 })
        return stateOf(runId)
      }),
      overrideOutput: os.steps.overrideOutput.handler(({ input, errors }) => {
        const run = core.runs.get(input.runId)
        const step = run?.steps.find(({ id }) => id === input.stepId)
        if (run === undefined || step === undefined) throw errors.NOT_FOUND(noSuchRun())
        if (step.revision !== input.revision) throw errors.CONFLICT(changedSince())
        const edited = overrideInMemory(core, run, step, input.text)
        core.put(edited)
        return {
          ...stateOf(run.id),
          revision: edited.steps.find(({ id }) => id === step.id)?.revision ?? 1,
          stale: edited.steps.filter(({ stale }) => stale).map(({ id }) => id),
        }
      }),
      revisions: os.steps.revisions.handler(({ input, errors }) => {
        const step = core.runs.get(input.runId)?.steps.find(({ id }) => id === input.stepId)
        if (step === undefined) throw errors.NOT_FOUND(noSuchRun())
        return historyInMemory(core, step, input.texts ?? [])
      }),
      drafts: os.steps.drafts.handler(({ input: { runId } }) => ({
        drafts: core.stepDrafts.get(runId) ?? [],
      })),
      saveDraft: os.steps.saveDraft.handler(({ input: { runId, stepId, draft } }) => {
        const others = (core.stepDrafts.get(runId) ?? []).filter((kept) => kept.stepId !== stepId)
        core.stepDrafts.set(runId, draft === null ? others : [...others, { stepId, ...draft }])
        return { saved: true as const }
      }),
      rerunStale: os.steps.rerunStale.handler(({ input: { runId } }) => {
        core.emit(runId, { type: 'progress', status: 'running' })
        core.onRun(runId)
        return stateOf(runId)
      }),
    },
  })
}

const noSuchRun = () => ({ message: 'There is no such run.', data: {} })
const nothingToDo = (what: string) => ({ message: `There is nothing to ${what}.`, data: {} })
