import { conflict } from '@shared/errors'
import type { StepTrial, TrialMessage } from '@shared/model/step-trial'
import { takeBatches, type BatchQueue } from './batch-queue'
import type { PlannedTrial } from './plan-trial'
import type { EnginePorts, TrialRecords } from './ports'
import { tryStep } from './try-step'

/**
 * Steps that are tried once, outside of any run. What a trial sends is on record before it is sent, as spent; however it
 * ends, so is what it spent, and what had arrived is kept, before anybody is told of its end.
 */
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

/** One trial under way. */
interface Sending {
  trialId: string
  planned: PlannedTrial
  /** Aborted when nobody waits for the answer any more. */
  left: AbortSignal
  /** Aborted when the user has enough. */
  stopped: AbortSignal
  tell: (message: TrialMessage) => void
}

export function createTrials(ports: EnginePorts, records: TrialRecords): Trials {
  const underWay = new Map<string, AbortController>()
  const unsettled = new Set<Promise<unknown>>()
  const closing = new AbortController()

  async function send({ trialId, planned, left, stopped, tell }: Sending): Promise<StepTrial> {
    const startedAt = ports.clock.now()
    const ending = AbortSignal.any([left, stopped, closing.signal])
    const { workflowName } = planned.run
    let record: number | null = null
    const trial = await tryStep(planned, ports, ending, {
      tell,
      spend: (spend) => (record = records.recordSpend({ workflowName, ...spend }, record)),
    })
    const { authored: step, keptWith } = planned
    if (keptWith !== null) {
      const { systemPrompt: _systemPrompt, messages: _messages, ...answer } = trial
      records.keep(keptWith, { trialId, step, startedAt, left: answer.stopped && !stopped.aborted, answer })
    }
    return trial
  }

  function begin(sending: Sending): Promise<StepTrial> {
    const ended = send(sending)
    unsettled.add(ended)
    const forget = () => void unsettled.delete(ended)
    ended.then(forget, forget)
    return ended
  }

  return {
    async try(planned, signal) {
      const trial = await begin({
        trialId: ports.newId(),
        planned,
        left: signal,
        stopped: new AbortController().signal,
        tell: () => undefined,
      })
      signal.throwIfAborted()
      return trial
    },
    async *follow(trialId, planned, signal) {
      if (underWay.has(trialId)) throw conflict('A trial of this id is under way.')
      const stopped = new AbortController()
      const left = new AbortController()
      const over = new AbortController()
      const queue: BatchQueue<TrialMessage> = { pending: [], wake: null }
      underWay.set(trialId, stopped)
      const ended = begin({
        trialId,
        planned,
        left: AbortSignal.any([signal, left.signal]),
        stopped: stopped.signal,
        tell: (message) => {
          append(queue.pending, message)
          queue.wake?.()
        },
      })
      const wake = () => over.abort()
      const settled = ended.then(wake, wake)
      try {
        yield* takeBatches(queue, AbortSignal.any([signal, over.signal]))
        const end = await ended.then(
          (trial): TrialMessage[] => [{ type: 'done', trial }],
          () => [],
        )
        const last = [...queue.pending, ...end]
        if (last.length > 0 && !signal.aborted) yield last
        // Says why there was no end, after all that had arrived was told.
        await ended
      } finally {
        left.abort()
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
