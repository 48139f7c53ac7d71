import { CommanderError } from 'commander'
import { expect, it } from 'vitest'
import { usageSentence } from './usage-sentence'
import { canaryKey } from '../../../../test/support/canary-keys'

it.each([
  ["error: missing required argument 'workflow'", 'Missing required argument WORKFLOW.'],
  ["error: unknown command 'rum'\n(Did you mean run?)", "Unknown command 'rum'. Did you mean run?"],
  [`error: unknown command '${canaryKey()}'`, 'Unknown command.'],
  [
    "error: unknown option '--key=its'value'\n(Did you mean --quiet?)",
    "Unknown option '--key'. Did you mean --quiet?",
  ],
  [
    "error: too many arguments for 'rm'. Expected 1 argument but got 3: openai, a,\nb.",
    "Too many arguments for 'rm'. Expected 1 argument but got 3.",
  ],
  ["error: option '--budget <usd>' argument missing", "Option '--budget USD' argument missing."],
])('%j is said as %j', (message, sentence) => {
  expect(usageSentence(new CommanderError(1, 'code', message))).toBe(sentence)
})
