import type { Step } from '@shared/model/step'
import type { KeptTrial, TrialAnswer, TrialMessage } from '@shared/model/step-trial'

/** One step tried once. */
export type Trial = TrialSoFar &
  (
    | { phase: 'running'; stopping: boolean }
    /** `left`: the page was left, or Baton closed, before it was whole. */
    | { phase: 'answered'; answer: TrialAnswer; left: boolean }
    /** It was not sent, or nobody knows how it ended. */
    | { phase: 'failed'; error: unknown }
  )

export type RunningTrial = Extract<Trial, { phase: 'running' }>

interface TrialSoFar {
  trialId: string
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

export function beginTrial(trialId: string, step: Step, startedAt: number): RunningTrial {
  return { trialId, step, startedAt, sentTo: null, wait: null, text: '', phase: 'running', stopping: false }
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
      case 'done':
        return answerTrial(told, message.trial)
    }
  }
  return told
}

/** A trial that was ended before its request went out. */
export function unsentTrial(trial: RunningTrial): Trial {
  return answerTrial(trial, UNSENT)
}

/** A trial of which nothing more is heard. */
export function failTrial({ stopping: _stopping, ...trial }: RunningTrial, error: unknown): Trial {
  return { ...trial, wait: null, phase: 'failed', error }
}

/** A trial as the core has kept it. */
export function keptTrial({ trialId, step, startedAt, left, answer }: KeptTrial): Trial {
  const { connection, model, output: text } = answer
  const sentTo = connection === '' ? null : { connection, model }
  return { trialId, step, startedAt, sentTo, wait: null, text, phase: 'answered', answer, left }
}

function answerTrial({ trialId, step, startedAt, sentTo }: RunningTrial, answer: TrialAnswer): Trial {
  const text = answer.output
  return { trialId, step, startedAt, sentTo, wait: null, text, phase: 'answered', answer, left: false }
}

const UNSENT: TrialAnswer = {
  connection: '',
  model: '',
  output: '',
  truncated: false,
  stopped: true,
  finishReason: null,
  error: null,
  tokenUsage: null,
  costEstimate: 0,
  durationMs: 0,
}
