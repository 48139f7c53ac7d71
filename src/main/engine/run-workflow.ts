import { BatonError } from '@shared/errors'
import type { RunEvent } from '@shared/model/run-event'
import type { Run, StepRun } from '@shared/model/run'
import { createFlightControl, type FlightControl } from './flight-control'
import type { Mailbox, RunMailboxMessage } from './mailbox'
import { nextSteps } from './next-steps'
import { openGate } from './open-gate'
import type { EnginePorts, Lease, RunChange } from './ports'
import { settleRequest } from './settle-request'
import { runDefinition } from './run-definition'
import { startStep } from './start-step'
import { createTurn, type RunEdit, type Turn } from './turn'

export interface RunWorkflowOptions {
  lease: Lease
  ports: EnginePorts
  /** Aborted: what is in flight is aborted, its partial text is kept, and the run ends `stopped`. */
  signal: AbortSignal
  mailbox: Mailbox<RunMailboxMessage>
  /** Done to the run before it goes on: recovery, a decision at a gate, a retry, consent to run stale steps again. */
  first?: RunEdit
  /** Called after each commit, before its events are yielded. */
  onCommitted?: (run: Run) => void
  /** Called between the events, in order, where a change that no event describes was made. */
  onReplaced?: (run: Run) => void
  /** Called with what is about to be thrown, within the same task. */
  onFailed?: (error: unknown) => void
}

/** How a pass ended. */
export interface RunWorkflowResult {
  run: Run
  /** What could not be written because the disk is full; to be committed before the run goes on. */
  unsaved: RunChange | null
}

/**
 * Brings a run up to date and streams what happens. The one loop behind start, resume, retry and the rest: take
 * what `nextSteps` says, do it, commit, yield the events.
 *
 * Works in turns. In a turn everything that has arrived is applied and everything that can start is prepared; then
 * the turn is committed, in one transaction; then its events are yielded; then its requests are sent. So an event
 * that was seen is durable, a finished step and the start of its successors are one commit, and no request is sent
 * that the database doesn't know.
 *
 * Ends when the run rests: completed, failed, stopped or paused. Does not release the lease. When nothing can be
 * written (the disk is full) it ends with an `error` and a `paused` event that are not durable, and returns what is
 * unsaved; edits that are part of it are refused with the same error.
 * @throws BatonError `CONFLICT` when another process took the run over. What was not committed was not yielded.
 */
export async function* runWorkflow(
  start: Run,
  options: RunWorkflowOptions,
): AsyncGenerator<RunEvent, RunWorkflowResult, void> {
  const { lease, ports, signal, mailbox, first, onCommitted, onReplaced, onFailed } = options
  const stop = () => mailbox.put({ kind: 'stop' })
  if (signal.aborted) stop()
  else signal.addEventListener('abort', stop, { once: true })

  const flights = createFlightControl(ports, mailbox)
  let run = start
  let turn = createTurn(run, ports.clock.now)
  let settlements: Settlement[] = []
  let mayAdvance = true
  turn.emit({ type: 'progress', status: 'running' })
  try {
    first?.(turn)
    for (;;) {
      if (mayAdvance) advance(turn, flights, ports)
      const change = turn.change(lease)
      if (change !== null) {
        try {
          ports.store.commitRun(change)
        } catch (error) {
          if (!(error instanceof BatonError) || error.code !== 'STORAGE_FULL') throw error
          for (const settle of settlements) settle(error)
          settlements = []
          for (const attempt of flights.recall()) turn.withdraw(attempt)
          const { code, message, remedy } = error
          const told = { code, message, ...(remedy !== undefined && { remedy }) }
          turn.emit({ type: 'error', scope: 'run', error: told })
          turn.emit({ type: 'paused', reason: 'storage' })
          for (const event of turn.messages.slice(-2)) if (event.type !== 'state') yield event
          return { run: turn.run, unsaved: turn.change(lease) }
        }
      }
      run = turn.run
      for (const settle of settlements) settle()
      settlements = []
      flights.committed()
      onCommitted?.(run)
      for (const message of turn.messages) {
        if (message.type === 'state') onReplaced?.(message.run)
        else yield message
      }
      if (run.status !== 'running') return { run, unsaved: null }
      const messages = await mailbox.take()
      turn = createTurn(run, ports.clock.now)
      // Nothing can start because more text has come; and what can is a look at all steps.
      mayAdvance = messages.some(({ kind }) => kind !== 'text')
      for (const message of messages) receive(message, turn, flights, ports, settlements)
    }
  } catch (error) {
    for (const settle of settlements) settle(error)
    onFailed?.(error)
    throw error
  } finally {
    signal.removeEventListener('abort', stop)
    flights.close()
  }
}

/** Tells whoever asked for an edit or a pause what became of it. */
type Settlement = (error?: unknown) => void

/** Starts, skips and opens whatever can be, until nothing more can; then says where the run rests, if it does. */
function advance(turn: Turn, flights: FlightControl, ports: EnginePorts): void {
  for (;;) {
    const next = nextSteps(turn.run, runDefinition(turn.run), flights.waitOver)
    const halt =
      next.rest === 'completed' || next.rest === 'failed' ? next.rest : (flights.halting ?? next.rest)
    if (halt !== null) return flights.idle ? rest(turn, halt) : undefined

    let settled = false
    let heldByBudget = false
    for (const step of next.skip) {
      turn.emit({ type: 'skipped', stepId: step.id, stepLabel: step.label, reason: 'disabled' })
      settled = true
    }
    if (next.gate !== null) {
      openGate(turn, next.gate)
      settled = true
    }
    for (const step of next.start) {
      const started = startStep(turn, step, flights, ports)
      if (started === 'over-budget') heldByBudget = true
      if (started === 'settled') settled = true
    }
    if (settled) continue
    flights.giveBackUnused()
    if (heldByBudget && flights.idle) rest(turn, 'budget')
    return
  }
}

function rest(turn: Turn, where: 'completed' | 'failed' | 'stopped' | 'review' | 'user' | 'budget'): void {
  putBack(
    turn,
    turn.run.steps.filter((step) => step.status === 'waiting'),
  )
  if (where === 'completed' || where === 'failed' || where === 'stopped') {
    turn.emit({ type: 'done', scope: 'run', status: where })
    return
  }
  const gate =
    where === 'review' ? turn.run.steps.find((step) => step.status === 'awaiting_review') : undefined
  turn.emit({ type: 'paused', reason: where, ...(gate && { stepId: gate.id, stepLabel: gate.label }) })
}

/** Steps that waited for another attempt and are not to get it now. */
function putBack(turn: Turn, steps: StepRun[]): void {
  for (const step of steps) {
    turn.emit({ type: 'progress', stepId: step.id, stepLabel: step.label, status: 'pending' })
  }
}

function receive(
  message: RunMailboxMessage,
  turn: Turn,
  flights: FlightControl,
  ports: EnginePorts,
  settlements: Settlement[],
): void {
  switch (message.kind) {
    case 'pause':
      settlements.push(() => message.settle())
      flights.halt('user')
      putBack(
        turn,
        turn.run.steps.filter((step) => step.status === 'waiting'),
      )
      if (flights.idle || flights.halting !== 'user' || turn.run.pausing) return
      return turn.emit({ type: 'progress', status: 'running', pausing: true })
    case 'stop':
      flights.halt('stopped')
      return putBack(
        turn,
        turn.run.steps.filter((step) => step.status === 'waiting'),
      )
    case 'skip-wait':
    case 'wait-over':
      return flights.endWait(message.stepId)
    case 'slot-wait': {
      // It may have been on its way when the place was given up.
      if (!flights.isInLine(message.stepId)) return
      const { id, label, status } = turn.step(message.stepId)
      const until = message.until === null ? {} : { until: message.until }
      if (status !== 'pending' && status !== 'waiting') return
      return turn.emit({ type: 'progress', stepId: id, stepLabel: label, status: 'waiting', ...until })
    }
    case 'slot':
      return flights.takeSlot(message.stepId, message.release)
    case 'checkpoint':
      return flights.checkpoint(turn)
    case 'text':
      return flights.text(turn, message)
    case 'ended':
      settleRequest(turn, message.stepId, message.result, flights, ports)
      if (turn.step(message.stepId).status !== 'failed') return
      flights.cancelWaits()
      return putBack(
        turn,
        turn.run.steps.filter((step) => step.status === 'waiting'),
      )
    case 'change':
      try {
        message.change(turn)
        settlements.push((error) => message.settle(error))
      } catch (error) {
        message.settle(error)
      }
  }
}
