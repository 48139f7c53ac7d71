/**
 * Models that answer any temperature with an error: OpenAI's reasoning models (the o series, and GPT-5 and later but
 * for the `chat` ones) and Claude from Opus 4.7 and the fifth generation on. A name that is not known is tried.
 */
const FIXED_TEMPERATURE = [
  /^(?:openai\/)?o\d/,
  /^(?:openai\/)?gpt-(?:[5-9]|\d\d)(?!.*chat)/,
  /^(?:anthropic\/)?claude-opus-4[-.][7-9]/,
  /^(?:anthropic\/)?claude-(?:opus|sonnet|haiku)-(?:[5-9]|\d\d)(?!\d{6})/,
  /^(?:anthropic\/)?claude-(?:fable|mythos)/,
]

/**
 * Whether a temperature is sent: where it is set, and the model takes one. To a model that is known to take none it
 * is left out, as the request would fail otherwise; who validates a workflow should warn.
 */
export function takesTemperature(request: { model: string; temperature?: number }): boolean {
  return request.temperature !== undefined && !hasFixedTemperature(request.model)
}

export function hasFixedTemperature(model: string): boolean {
  return FIXED_TEMPERATURE.some((pattern) => pattern.test(model.toLowerCase()))
}
