import { expect, it } from 'vitest'
import { hasFixedTemperature, takesTemperature } from './takes-temperature'

it.each(['gpt-5', 'gpt-5-mini', 'gpt-6-sol', 'gpt-6.1-terra', 'o1', 'o4-mini', 'openai/gpt-6-luna', 'claude-opus-4-7', 'claude-opus-4.8', 'claude-sonnet-5', 'claude-haiku-5-5', 'claude-fable-5-1', 'anthropic/claude-sonnet-5'])(
  '%s takes none',
  (model) => {
    expect(hasFixedTemperature(model)).toBe(true)
    expect(takesTemperature({ model, temperature: 0 })).toBe(false)
  },
) // prettier-ignore

it.each(['gpt-4o', 'gpt-4.1-mini', 'gpt-5-chat-latest', 'gpt-oss-120b', 'openai/gpt-oss-20b', 'claude-sonnet-4-6', 'claude-opus-4-6', 'claude-sonnet-4-20250514', 'claude-haiku-4-5', 'llama3', 'mistral-medium-latest', 'fake'])(
  '%s takes one, where it is set',
  (model) => {
    expect(takesTemperature({ model, temperature: 0 })).toBe(true)
    expect(takesTemperature({ model })).toBe(false)
  },
) // prettier-ignore
