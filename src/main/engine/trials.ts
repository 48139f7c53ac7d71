import { conflict } from '@shared/errors'
import type { StepTrial, TrialMessage } from '@shared/model/step-trial'
import { takeBatches, type BatchQueue } from './batch-queue'
import type { PlannedTrial } from './plan-trial'
import type { EnginePorts, TrialSpend } from './ports'
import { tryStep } from './try-step'

/** Steps that are tried once, outside of any run. What was sent is on record, however a trial ends. */
export interface Trials {
  /** @throws BatonError `INVALID` where the prompt can't be resolved; the signal's reason when it is aborted */
  try(planned: PlannedTrial, signal: AbortSignal): Promise<StepTrial>
  /**
   * The same, told as it happens, in batches of at most one per frame; ends after `done`. A trial that nobody follows
   * any more is ended.
   *
   * @param trialId under which it can be stopped
   * @throws BatonError `CONFLICT` where a trial of that id is under way, and what `try` throws
   */
  follow(
    trialId: string,
    planned: PlannedTrial,
    signal: AbortSignal,
  ): AsyncGenerator<TrialMessage[], void, void>
  /** Ends a trial; who follows it is told what had arrived. False: none of that id is under way. */
  stop(trialId: string): boolean
  /** Ends all trials and waits until their spend is on record. */
  close(): Promise<void>
}

export function createTrials(ports: EnginePorts, record: (spend: TrialSpend) => void): Trials {
  const underWay = new Map<string, AbortController>()
  const unsettled = new Set<Promise<unknown>>()
  const closing = new AbortController()

  async function send(
    planned: PlannedTrial,
    signal: AbortSignal,
    tell: (message: TrialMessage) => void,
  ): Promise<StepTrial> {
    const { trial, sent } = await tryStep(planned, ports, AbortSignal.any([signal, closing.signal]), tell)
    if (sent !== null) {
      const { model, tokenUsage, costEstimate } = trial
      const { connection, at: startedAt } = sent
      const { workflowName } = planned.run
      record({ workflowName, connection, model, tokenUsage, costEstimate, startedAt })
    }
    return trial
  }

  function begin(...[planned, signal, tell]: Parameters<typeof send>): Promise<StepTrial> {
    const ended = send(planned, signal, tell)
    unsettled.add(ended)
    const forget = () => void unsettled.delete(ended)
    ended.then(forget, forget)
    return ended
  }

  return {
    async try(planned, signal) {
      const trial = await begin(planned, signal, () => undefined)
      signal.throwIfAborted()
      return trial
    },
    async *follow(trialId, planned, signal) {
      if (underWay.has(trialId)) throw conflict('A trial of this id is under way.')
      const stopped = new AbortController()
      const over = new AbortController()
      const queue: BatchQueue<TrialMessage> = { pending: [], wake: null }
      underWay.set(trialId, stopped)
      const ended = begin(planned, AbortSignal.any([signal, stopped.signal]), (message) => {
        append(queue.pending, message)
        queue.wake?.()
      })
      const end = () => over.abort()
      const settled = ended.then(end, end)
      try {
        yield* takeBatches(queue, AbortSignal.any([signal, over.signal]))
        const trial = await ended
        if (!signal.aborted) yield [...queue.pending, { type: 'done', trial }]
      } finally {
        stopped.abort()
        underWay.delete(trialId)
        await settled
      }
    },
    stop(trialId) {
      const stopped = underWay.get(trialId)
      stopped?.abort()
      return stopped !== undefined
    },
    async close() {
      closing.abort()
      await Promise.allSettled(unsettled)
    },
  }
}

/** Text that has piled up is one message. */
function append(pending: TrialMessage[], message: TrialMessage): void {
  const last = pending.at(-1)
  if (message.type === 'text' && last?.type === 'text') {
    pending[pending.length - 1] = { type: 'text', delta: last.delta + message.delta }
  } else pending.push(message)
}
