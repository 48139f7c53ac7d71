import { ModelFailure } from '@shared/errors'
import type { AskedProvider, ProviderAnswer } from './ask-provider'
import { PROVIDER_PRESETS } from './provider-presets'

/** What is wrong with an address where something answers, but no API: a web page, nothing, other data. */
export function wrongAddress(
  { connection, baseUrl }: Pick<AskedProvider, 'connection' | 'baseUrl'>,
  answer: ProviderAnswer,
): ModelFailure {
  return new ModelFailure({
    code: 'bad_request',
    message: `${baseUrl} ${whatCame(answer)}.`,
    remedy: `${likelyMistake(baseUrl, PROVIDER_PRESETS[connection.kind].protocol === 'anthropic')} Check the base URL of the connection.`,
    retryable: false,
    ...(answer.kind === 'no-api' && { status: answer.status }),
  })
}

function whatCame(answer: ProviderAnswer): string {
  if (answer.kind === 'json') return 'answers with data that are no list of models'
  if (answer.contentType === 'html') return `answers with a web page, not as an API (HTTP ${answer.status})`
  return answer.status >= 400
    ? `has no list of models (HTTP ${answer.status})`
    : 'answers with something that is no JSON'
}

function likelyMistake(baseUrl: string, isAnthropic: boolean): string {
  const tooMuch = /\/(?:chat\/completions|completions|responses|models|messages)$/.exec(
    new URL(baseUrl).pathname,
  )
  if (tooMuch !== null) return `Leave "${tooMuch[0]}" out at its end.`
  if (isAnthropic) return `Anthropic's own is ${PROVIDER_PRESETS.anthropic.baseUrl}.`
  return /\/v\d[^/]*$/.test(baseUrl)
    ? 'Is a part of it missing?'
    : `Is "/v1" missing at its end (${baseUrl}/v1)?`
}
