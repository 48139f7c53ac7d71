import { CommanderError } from 'commander'
import { expect, it } from 'vitest'
import { usageSentence } from './usage-sentence'

it.each([
  ["error: missing required argument 'workflow'", 'Missing required argument WORKFLOW.'],
  ["error: unknown command 'rum'\n(Did you mean run?)", "Unknown command 'rum'. Did you mean run?"],
  ["error: option '--budget <usd>' argument missing", "Option '--budget USD' argument missing."],
])('%j is said as %j', (message, sentence) => {
  expect(usageSentence(new CommanderError(1, 'code', message))).toBe(sentence)
})
