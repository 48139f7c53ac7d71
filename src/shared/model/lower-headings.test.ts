import { expect, test } from 'vitest'
import { expectLinear } from '../../../test/support/growth'
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

test.each([
  ['headings', '# a\n'],
  ['lines', 'a\n'],
  ['quotes', '> '.repeat(50) + '\n'],
  ['spaces', ' '.repeat(5_000) + 'x\n'],
  ['nested lists', '- '.repeat(200) + '\n'],
  ['definitions', '[a]: '],
  ['tables', '| -'],
  ['tags', '<a '],
])('takes no more than in proportion to the length for many %s', async (_, part) => {
  const text = (length: number) => part.repeat(Math.ceil(length / part.length))
  const [small, large] = [text(50_000), text(500_000)]
  await expectLinear(
    () => lowerHeadings(small, 2),
    () => lowerHeadings(large, 2),
  )
})
