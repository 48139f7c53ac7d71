import type { Step } from '@shared/model/step'
import type { StepTrial, TrialMessage } from '@shared/model/step-trial'

/** What was typed for a step to be tried on; what is absent comes from the last run. */
export interface TypedValues {
  input?: string
  /** By the id of the step that they stand for. */
  outputs: Readonly<Record<string, string>>
}

/** One step tried once. */
export type Trial = TrialSoFar &
  (
    | { phase: 'running'; stopping: boolean }
    | { phase: 'answered'; answer: StepTrial }
    /** It was not sent, or nobody knows how it ended. */
    | { phase: 'failed'; error: unknown }
    /** The page was left while the answer came. */
    | { phase: 'left' }
  )

export type RunningTrial = Extract<Trial, { phase: 'running' }>

export interface TrialSoFar {
  /** As it was tried. */
  step: Step
  startedAt: number
  /** Null: not known yet, or a gate, for which nothing is sent. */
  sentTo: { connection: string; model: string } | null
  /** Set while it waits for its turn at a limited connection. `until`: milliseconds, null where nobody knows. */
  wait: { until: number | null } | null
  /** What has arrived. */
  text: string
}

export function beginTrial(step: Step, startedAt: number): RunningTrial {
  return { step, startedAt, sentTo: null, wait: null, text: '', phase: 'running', stopping: false }
}

/** A trial after more was told of it. */
export function tellTrial(trial: RunningTrial, messages: readonly TrialMessage[]): Trial {
  let told = trial
  for (const message of messages) {
    switch (message.type) {
      case 'started':
        told = { ...told, sentTo: { connection: message.connection, model: message.model } }
        break
      case 'waiting':
        told = { ...told, wait: { until: message.until } }
        break
      case 'sent':
        told = { ...told, wait: null }
        break
      case 'text':
        told = { ...told, text: told.text + message.delta }
        break
      case 'done': {
        const { step, startedAt, sentTo } = told
        const answer = message.trial
        return { step, startedAt, sentTo, wait: null, text: answer.output, phase: 'answered', answer }
      }
    }
  }
  return told
}

/** A trial that nobody follows any more. */
export function leaveTrial({ step, startedAt, sentTo, text }: TrialSoFar): Trial {
  return { step, startedAt, sentTo, text, wait: null, phase: 'left' }
}
