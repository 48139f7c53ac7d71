import { expect, it } from 'vitest'
import { wrapProse } from './wrap-prose'

it('keeps list items under their text', () => {
  expect(wrapProse('- one two three\n  12. four five', 12)).toEqual([
    '- one two',
    '  three',
    '  12. four',
    '      five',
  ])
})

it('leaves tables and code as they are', () => {
  const lines = ['| a | long table row |', '```', 'code that is long', '```', '~~~', 'x  y', '~~~']
  expect(wrapProse(lines.join('\n'), 8)).toEqual(lines)
})
