import type { ModelFailureCode } from '@shared/errors'

/** What a provider says about an error, in the body or inside a stream. */
export interface ProviderError {
  type?: string | undefined
  code?: string | undefined
  param?: string | undefined
  message?: string | undefined
}

/**
 * Codes and types that mean something whatever the status; inside a stream there is none.
 * OpenAI: platform.openai.com/docs/guides/error-codes. Anthropic: docs.anthropic.com/en/api/errors.
 */
const BY_NAME: Record<string, ModelFailureCode> = {
  insufficient_quota: 'no_credit',
  billing_error: 'no_credit',
  billing_hard_limit_reached: 'no_credit',
  billing_not_active: 'no_credit',
  insufficient_credits: 'no_credit',
  insufficient_balance: 'no_credit',
  rate_limit_exceeded: 'rate_limited',
  rate_limit_error: 'rate_limited',
  resource_exhausted: 'rate_limited',
  too_many_requests: 'rate_limited',
  invalid_api_key: 'bad_key',
  authentication_error: 'bad_key',
  permission_error: 'bad_key',
  permission_denied: 'bad_key',
  unauthenticated: 'bad_key',
  model_not_found: 'unknown_model',
  not_found_error: 'unknown_model',
  context_length_exceeded: 'too_large',
  request_too_large: 'too_large',
  string_above_max_length: 'too_large',
  overloaded_error: 'overloaded',
  overloaded: 'overloaded',
  engine_overloaded: 'overloaded',
  server_overloaded: 'overloaded',
  slow_down: 'overloaded',
  server_error: 'server_error',
  internal_server_error: 'server_error',
  internal_error: 'server_error',
  service_unavailable: 'server_error',
  api_error: 'server_error',
  timeout_error: 'timeout',
  content_filter: 'filtered',
  content_policy_violation: 'filtered',
  invalid_request_error: 'bad_request',
  invalid_prompt: 'bad_request',
  bad_request: 'bad_request',
}

/** Where neither status nor code tells: what providers say in words. Checked before a general `bad_request`. */
const BY_WORDS: [RegExp, ModelFailureCode][] = [
  [/credit balance|insufficient (?:quota|credits?|balance|funds)|out of credits?|exceeded your (?:credit|spending)/i, 'no_credit'],
  [/api.?key (?:is )?(?:not valid|invalid|expired|missing)|(?:invalid|incorrect|missing) api.?key/i, 'bad_key'],
  [/prompt is too long|context (?:length|window)|too many tokens|request too large|maximum context|input is too long/i, 'too_large'],
  [/model.{0,80}(?:not found|does not exist|not exist|is not supported)|unknown model|no such model/i, 'unknown_model'],
] // prettier-ignore

/** Decides what kind of failure an error is, from its status, its code or type, and its words, in this order of trust. */
export function classify(status: number | undefined, error: ProviderError): ModelFailureCode {
  const named = byName(error)
  const worded = BY_WORDS.find(([words]) => words.test(error.message ?? ''))?.[1]
  // Some servers behind others give the status of the one behind as the error's code.
  const effective = status ?? statusFrom(error.code)
  switch (effective) {
    case undefined:
      return specific(named) ?? worded ?? named ?? 'server_error'
    case 400:
    case 422:
      return (retryableName(named) ? undefined : specific(named)) ?? worded ?? 'bad_request'
    case 401:
    case 403:
      return named === 'no_credit' ? 'no_credit' : named === 'filtered' ? 'filtered' : 'bad_key'
    case 402:
      return 'no_credit'
    case 404:
      return 'unknown_model'
    case 408:
      return 'timeout'
    case 409:
      return 'server_error'
    case 413:
      return 'too_large'
    case 429:
      return named === 'no_credit' || worded === 'no_credit'
        ? 'no_credit'
        : worded === 'too_large'
          ? 'too_large'
          : 'rate_limited'
    case 503:
    case 529:
      return 'overloaded'
    default:
      return effective >= 500 ? 'server_error' : 'bad_request'
  }
}

function byName({ type, code }: ProviderError): ModelFailureCode | undefined {
  return BY_NAME[code?.toLowerCase() ?? ''] ?? BY_NAME[type?.toLowerCase() ?? '']
}

/** `invalid_request_error` is said of anything from a missing model to missing credit. */
function specific(code: ModelFailureCode | undefined): ModelFailureCode | undefined {
  return code === 'bad_request' ? undefined : code
}

/** Ollama calls errors of any status `api_error`. */
function retryableName(code: ModelFailureCode | undefined): boolean {
  return code === 'server_error' || code === 'overloaded' || code === 'timeout' || code === 'rate_limited'
}

function statusFrom(code: string | undefined): number | undefined {
  return code !== undefined && /^[45]\d\d$/.test(code) ? Number(code) : undefined
}
