import { expect, test } from 'vitest'
import { processorTime } from '../../../test/support/processor-time'
import { lowerHeadings } from './lower-headings'

test.each([
  ['# One\n\n## Two\n', '### One\n\n#### Two\n'],
  ['## Two\n\n# One', '#### Two\n\n### One'],
  ['One\n===\n\nTwo\n---', '### One\n\n#### Two'],
  ['A title of\ntwo lines #\n====', '### A title of two lines # #'],
  ['# One\n\n###### Six\n\n##### Five', '### One\n\n###### Six\n\n###### Five'],
  ['> # Quoted\n\n- # In a list\n  ## Below', '> ### Quoted\n\n- ### In a list\n  #### Below'],
  ['# One\r\n\r\nTwo\r\n---\r\n', '### One\r\n\r\n#### Two\r\n'],
  [
    '# A\n\n```sh\n# no\n```\n\n    # no\n\n<pre>\n# no\n</pre>',
    '### A\n\n```sh\n# no\n```\n\n    # no\n\n<pre>\n# no\n</pre>',
  ],
  ['### Three\n\n#### Four\t\n', '### Three\n\n#### Four\t\n'],
  ['No heading  \n\n* a\n* b', 'No heading  \n\n* a\n* b'],
  ['2) words\n\n    code\n2) # One', '2) words\n\n    code\n2) ### One'],
  ['```js\nconst cut = ', '```js\nconst cut = \n```'],
  ['~~~~\n# cut\n~~~', '~~~~\n# cut\n~~~\n~~~~'],
  ['<!-- cut\n# no', '<!-- cut\n# no\n-->'],
  ['- ```\n  in a list', '- ```\n  in a list'],
])('%j becomes %j', (text, wanted) => {
  expect(lowerHeadings(text, 2)).toBe(wanted)
})

test('a text of a megabyte takes a moment, whatever it is made of', () => {
  const parts = [
    '# a\n',
    'a\n',
    '> '.repeat(50) + '\n',
    ' '.repeat(5_000) + 'x\n',
    '- '.repeat(200) + '\n',
    '[a]: ',
    '| -',
    '<a ',
  ]
  for (const part of parts) {
    const text = part.repeat(Math.ceil(1_000_000 / part.length))
    const before = processorTime()
    lowerHeadings(text, 2)
    expect(processorTime() - before, part.slice(0, 9)).toBeLessThan(2_000)
  }
})
