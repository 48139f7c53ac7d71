import type { ModelFailureCode } from '@shared/errors'
import type { ProviderError } from './classify-error'

/** What an error is told against. The key and the prompts are here to keep them out of it. */
export interface ErrorContext {
  /** As the user calls it. */
  connection: string
  model: string
  key: string | undefined
  prompts: readonly string[]
  /** Milliseconds since the epoch. */
  now: number
}

type Sentence = (
  context: ErrorContext,
  error: ProviderError,
) => { message: string; remedy?: string; retryable: boolean }

/** What each kind of failure says. Without the final dot: the status and the provider's own words come behind. */
export const SENTENCES: Record<ModelFailureCode, Sentence> = {
  network: ({ connection }) => ({ message: `"${connection}" can't be reached`, retryable: true }),
  timeout: ({ connection }) => ({ message: `"${connection}" took too long`, retryable: true }),
  rate_limited: ({ connection }) => ({
    message: `"${connection}" limits the rate of requests`,
    remedy: 'If it happens often, lower the concurrency, or set a limit on the connection.',
    retryable: true,
  }),
  server_error: ({ connection }) => ({ message: `"${connection}" had an error of its own`, retryable: true }),
  overloaded: ({ connection }) => ({ message: `"${connection}" is overloaded`, retryable: true }),
  stream_cut: ({ connection }) => ({ message: `The answer from "${connection}" broke off`, retryable: true }),
  empty_answer: ({ connection }) => ({ message: `"${connection}" sent an empty answer`, retryable: true }),
  bad_format: ({ connection }) => ({ message: `"${connection}" sent a wrong format`, retryable: true }),
  bad_key: ({ connection }) => ({
    message: `"${connection}" did not accept the API key, or the key may not use this model`,
    remedy: 'Check the key of the connection and what it is allowed to do, and enter it again.',
    retryable: false,
  }),
  no_credit: ({ connection }) => ({
    message: `The account behind "${connection}" has no credit left`,
    remedy: "Add credit or raise the limit on the provider's billing page, then retry the step.",
    retryable: false,
  }),
  unknown_model: ({ connection, model }) => ({
    message: `"${connection}" does not know the model "${model}"`,
    remedy: 'Choose another model, or check the base URL of the connection.',
    retryable: false,
  }),
  too_large: ({ model }) => ({
    message: `The request is too large for the model "${model}"`,
    remedy:
      'Shorten the input or the outputs that the prompt includes, lower Max tokens, or choose a model with a larger context.',
    retryable: false,
  }),
  refused: () => ({ message: 'The model refused to answer', remedy: REPHRASE, retryable: false }),
  filtered: () => ({
    message: "The provider's content filter stopped the request",
    remedy: REPHRASE,
    retryable: false,
  }),
  reasoning_only: () => ({ message: 'The model wrote nothing but reasoning', retryable: false }),
  bad_request: ({ connection }, { param, message }) => ({
    message: `"${connection}" rejected the request`,
    remedy: /temperature/i.test(`${param ?? ''} ${message ?? ''}`)
      ? 'Remove the temperature from the step: this model does not take it, or not this value.'
      : 'Check the model and the parameters of the step.',
    retryable: false,
  }),
  internal: () => ({ message: 'Something went wrong inside Baton', retryable: false }),
}

const REPHRASE = 'Change the prompt or the input, or choose another model.'
