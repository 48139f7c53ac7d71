import type { StepError } from '@shared/errors'
import type { Run, StepRun } from '@shared/model/run'
import type { OutputFormat } from '@shared/model/step'
import { fingerprint, sameFingerprint } from './fingerprint'
import { withFormatInstruction } from './output-format'
import type { CachedOutput, EnginePorts, ModelRequest } from './ports'
import { resolveStep } from './resolve-step'
import { sentText } from './settle-attempt'

/** An answer that did not match its format, for the next attempt to mend. */
export interface FormatMistake {
  answer: string
  reason: string
}

export type PreparedStep =
  | {
      kind: 'request'
      request: ModelRequest
      fingerprint: string
      worstCost: number | null
      /** What the answer goes on from; empty unless the model is asked to continue. */
      prefix: string
    }
  /** The current output is what the request would make again. */
  | { kind: 'unchanged' }
  | { kind: 'cached'; output: CachedOutput }
  | { kind: 'failed'; error: StepError }

/** Decides how a model step gets its output now: by a request, from the cache, or not at all. */
export function prepareStep(
  run: Run,
  step: StepRun,
  mistake: FormatMistake | null,
  ports: Pick<EnginePorts, 'store' | 'connections' | 'prices' | 'tokens'>,
): PreparedStep {
  const { settings } = step
  const resolved = resolveStep(run, step)
  if (!resolved.ok) return { kind: 'failed', error: resolved.error }
  if (settings.connection === undefined || settings.model === undefined) {
    return { kind: 'failed', error: NO_CONNECTION }
  }
  const hash = fingerprint(settings, resolved.prompt, resolved.systemPrompt, step.feedback)
  if (step.rerun === 'if-stale' && step.output !== null && sameFingerprint(step, hash)) {
    return { kind: 'unchanged' }
  }
  if (run.options.reuse && step.rerun === null) {
    const output = ports.store.cachedOutput(hash, run.id)
    if (output !== undefined) return { kind: 'cached', output }
  }

  // The rest of a JSON text is none by itself: a provider that enforces the format would begin a new one.
  const output: OutputFormat = step.rerun === 'continue' ? { format: 'text' } : settings.output
  const isEnforced = ports.connections.enforcesFormat(settings.connection, settings.model, output)
  const request: ModelRequest = {
    connection: settings.connection,
    model: settings.model,
    systemPrompt: isEnforced
      ? resolved.systemPrompt
      : withFormatInstruction(resolved.systemPrompt, settings.output),
    messages: [{ role: 'user', content: resolved.prompt }],
    ...(settings.temperature !== undefined && { temperature: settings.temperature }),
    maxTokens: settings.maxTokens,
    output,
  }
  if (step.feedback !== null) {
    request.messages.push(
      { role: 'assistant', content: step.feedback.previousOutput },
      { role: 'user', content: step.feedback.comment },
    )
  }
  const prefix = step.rerun === 'continue' ? (step.output ?? '') : ''
  if (prefix !== '') {
    request.messages.push({ role: 'assistant', content: prefix }, { role: 'user', content: GO_ON })
  }
  if (mistake !== null) {
    request.messages.push(
      { role: 'assistant', content: mistake.answer },
      {
        role: 'user',
        content: `That was not what was asked for. ${mistake.reason} Answer again, with the JSON alone.`,
      },
    )
  }
  // A schema that goes along beside the prompts is charged like them.
  const sent = isEnforced ? [sentText(request), withFormatInstruction('', output)] : [sentText(request)]
  const worstCost =
    run.options.budgetUsd === null
      ? 0
      : ports.prices.cost(settings.connection.kind, settings.model, {
          inputTokens: ports.tokens.count(sent.join('\n')),
          outputTokens: settings.maxTokens,
        })
  return { kind: 'request', request, fingerprint: hash, worstCost, prefix }
}

const GO_ON =
  'Your answer was cut off at the length limit. Go on exactly where it stopped, in the middle of the word if need be: no introduction, and nothing repeated.'

const NO_CONNECTION: StepError = {
  code: 'key_missing',
  message: 'This step has no connection.',
  remedy: 'Choose a connection for the step in its workflow, then rebase the run.',
  retryable: false,
}
