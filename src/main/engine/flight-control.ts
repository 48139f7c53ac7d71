import type { Attempt, ConnectionReference, Run } from '@shared/model/run'
import { runTotals } from '@shared/model/run-totals'
import type { Mailbox, RunMailboxMessage } from './mailbox'
import type { EnginePorts, ModelRequest } from './ports'
import type { FormatMistake } from './prepare-step'
import { sendRequest } from './send-request'
import type { Turn } from './turn'

/** Streamed text is written at most this often. */
const CHECKPOINT_MS = 250

/** A request that was sent and has not ended. */
export interface Flight {
  attempt: Attempt
  fingerprint: string
  /** USD that the request may cost at most, as far as a budget needs to know. */
  worstCost: number
  /** What the answer goes on from, when the model was asked to continue; else empty. */
  prefix: string
  /** The run's sequence number when it was sent: what its step reads may have changed since. */
  startSeq: number
  /** UTF-16 units of text that arrived, and how many of them are written. */
  received: number
  written: number
  unwritten: string
  controller: AbortController
}

/**
 * What one pass through the loop has in the air: requests in flight, waits between attempts, how often each step
 * has failed in this pass, and whether the run is being halted. Nothing of it outlives the pass; what must is in
 * the run.
 */
export interface FlightControl {
  /** Ids of steps whose wait has ended and that may be sent again. */
  readonly waitOver: ReadonlySet<string>
  /** No request in flight and no wait. */
  readonly idle: boolean
  readonly halting: 'user' | 'stopped' | null
  /** True if `worstCost` more fits under the run's budget, with everything in flight at its worst. */
  fits(run: Run, worstCost: number): boolean
  /** Sends the request as soon as the turn is committed. */
  launch(
    flight: Pick<Flight, 'attempt' | 'fingerprint' | 'worstCost' | 'prefix' | 'startSeq'> & {
      request: ModelRequest
    },
  ): void
  /** Whether the step waits for its turn at its connection. */
  isInLine(stepId: string): boolean
  /** True if the step may send now; else it waits for its turn at the connection and is asked again. */
  hasSlot(stepId: string, connection: ConnectionReference): boolean
  /** The step's turn at its connection has come. */
  takeSlot(stepId: string, release: () => void): void
  /** Lets others have the turns at connections of steps that did not send: who can't must not keep others from it. */
  giveBackUnused(): void
  committed(): void
  /** Calls off what was to be sent with this commit, because there is none. */
  recall(): Attempt[]
  /** The step's flight, which is over with this call. */
  land(stepId: string): Flight
  text(turn: Turn, text: { stepId: string; attempt: number; delta: string }): void
  checkpoint(turn: Turn): void
  wait(stepId: string, delayMs: number): void
  endWait(stepId: string): void
  /** Ends all waits for good; the caller puts the steps back. */
  cancelWaits(): void
  halt(how: 'user' | 'stopped'): void
  /** Counts a failure of the step and returns how many there were. */
  failed(stepId: string): number
  mistakes: Map<string, FormatMistake>
  close(): void
}

export function createFlightControl(ports: EnginePorts, mailbox: Mailbox<RunMailboxMessage>): FlightControl {
  const flights = new Map<string, Flight>()
  const waits = new Map<string, AbortController>()
  /** Those of `waits` that wait for a slot of their connection. */
  const inLine = new Set<string>()
  const waitOver = new Set<string>()
  const failures = new Map<string, number>()
  const mistakes = new Map<string, FormatMistake>()
  /** Turns at limited connections that steps hold; given back when the request ends. */
  const slots = new Map<string, () => void>()
  let toSend: { flight: Flight; request: ModelRequest }[] = []
  let halting: FlightControl['halting'] = null
  let checkpointTimer: NodeJS.Timeout | null = null

  function giveBack(stepId: string): void {
    slots.get(stepId)?.()
    slots.delete(stepId)
  }

  function giveBackUnused(): void {
    for (const stepId of slots.keys()) if (!flights.has(stepId)) giveBack(stepId)
  }

  async function send(flight: Flight, request: ModelRequest): Promise<void> {
    const { stepId, number } = flight.attempt
    const onText = (delta: string) => mailbox.put({ kind: 'text', stepId, attempt: number, delta })
    const result = await sendRequest(request, ports, flight.controller.signal, onText)
    mailbox.put({ kind: 'ended', stepId, result })
  }

  return {
    waitOver,
    mistakes,
    get idle() {
      return flights.size === 0 && waits.size === 0
    },
    get halting() {
      return halting
    },
    fits(run, worstCost) {
      const budget = run.options.budgetUsd
      if (budget === null) return true
      const spent = runTotals(run).costEstimate
      const reserved = flights.values().reduce((sum, flight) => sum + flight.worstCost, 0)
      // An unknown part of what was spent can't be held against a limit, so nothing more is sent.
      return spent !== null && spent + reserved + worstCost <= budget
    },
    launch({ request, ...rest }) {
      const flight: Flight = {
        ...rest,
        received: 0,
        written: 0,
        unwritten: '',
        controller: new AbortController(),
      }
      flights.set(flight.attempt.stepId, flight)
      waitOver.delete(flight.attempt.stepId)
      toSend.push({ flight, request })
    },
    committed() {
      for (const { flight, request } of toSend) void send(flight, request)
      toSend = []
    },
    recall() {
      const recalled = toSend.map(({ flight }) => flight.attempt)
      toSend = []
      for (const { stepId } of recalled) this.land(stepId)
      return recalled
    },
    land(stepId) {
      const flight = flights.get(stepId)
      if (flight === undefined) throw new TypeError(`step ${stepId} is not in flight`)
      flights.delete(stepId)
      giveBack(stepId)
      return flight
    },
    isInLine: (stepId) => inLine.has(stepId),
    hasSlot(stepId, connection) {
      if (slots.has(stepId) || !ports.limits.isLimited(connection)) return true
      if (waits.has(stepId)) return false
      const controller = new AbortController()
      waits.set(stepId, controller)
      inLine.add(stepId)
      waitOver.delete(stepId)
      const onWait = (until: number | null) => mailbox.put({ kind: 'slot-wait', stepId, until })
      ports.limits.acquire(connection, onWait, controller.signal).then(
        (release) => mailbox.put({ kind: 'slot', stepId, release }),
        () => undefined, // given up by endWait or cancelWaits
      )
      return false
    },
    giveBackUnused,
    takeSlot(stepId, release) {
      // A turn that comes after the wait was given up is passed on at once.
      if (!waits.delete(stepId)) return release()
      inLine.delete(stepId)
      slots.set(stepId, release)
      waitOver.add(stepId)
    },
    text(turn, { stepId, attempt, delta }) {
      const flight = flights.get(stepId)
      if (flight === undefined) return
      turn.emit({
        type: 'text',
        stepId,
        stepLabel: turn.step(stepId).label,
        attempt,
        offset: flight.received,
        delta,
      })
      flight.received += delta.length
      flight.unwritten += delta
      checkpointTimer ??= setTimeout(() => mailbox.put({ kind: 'checkpoint' }), CHECKPOINT_MS)
    },
    checkpoint(turn) {
      checkpointTimer = null
      for (const [stepId, flight] of flights) {
        if (flight.unwritten === '') continue
        turn.keepPartial({
          stepId,
          attempt: flight.attempt.number,
          offset: flight.written,
          text: flight.unwritten,
        })
        flight.written += flight.unwritten.length
        flight.unwritten = ''
      }
    },
    wait(stepId, delayMs) {
      const controller = new AbortController()
      waits.set(stepId, controller)
      ports.clock.sleep(delayMs, controller.signal).then(
        () => mailbox.put({ kind: 'wait-over', stepId }),
        () => undefined, // ended early by endWait or cancelWaits
      )
    },
    endWait(stepId) {
      const wait = waits.get(stepId)
      // A place in the line for a slot is kept: to leave it would mean its end.
      if (wait === undefined || inLine.has(stepId)) return
      wait.abort()
      waits.delete(stepId)
      waitOver.add(stepId)
    },
    cancelWaits() {
      for (const wait of waits.values()) wait.abort()
      waits.clear()
      inLine.clear()
      giveBackUnused()
    },
    halt(how) {
      if (halting !== 'stopped') halting = how
      this.cancelWaits()
      if (how === 'stopped') for (const flight of flights.values()) flight.controller.abort()
    },
    failed(stepId) {
      const count = (failures.get(stepId) ?? 0) + 1
      failures.set(stepId, count)
      return count
    },
    close() {
      if (checkpointTimer !== null) clearTimeout(checkpointTimer)
      this.halt('stopped')
      for (const stepId of slots.keys()) giveBack(stepId)
    },
  }
}
