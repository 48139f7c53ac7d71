import * as fc from './fast-check'
import { builtInTemplates } from '@shared/model/built-in-templates'
import { formatTemplateFile } from '@shared/model/template-file'

const files = builtInTemplates().map(({ template }) =>
  formatTemplateFile(template, { providerKindOf: () => undefined }),
)

const PIECES = [
  '{',
  '}',
  '[',
  ']',
  '"',
  ',',
  ':',
  '\\',
  '\u0000',
  '\uFEFF',
  '\u202E',
  '\uD800',
  '1e999',
  'null',
  '"__proto__":1,',
  '"format":"baton/1",',
  '"steps":[',
  '-',
  '\\u0000',
  '0'.repeat(50),
  '[['.repeat(200),
]

const damage = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.nat({ max: 40 }),
  insert: fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 5 })),
})

/** The text of a built-in template in which one to four places were cut, overwritten or added to. */
const cutTemplate: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom(...files), fc.array(damage, { minLength: 1, maxLength: 4 }))
  .map(([file, damages]) =>
    damages.reduce((text, { at, remove, insert }) => {
      const index = Math.floor(at * text.length)
      return text.slice(0, index) + insert + text.slice(index + remove)
    }, file),
  )

const change = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  what: fc.oneof(
    fc.constant({ kind: 'remove' as const }),
    fc.constant({ kind: 'repeat' as const }),
    fc.record({ kind: fc.constant('rename' as const), name: fc.string({ maxLength: 12 }) }),
    fc.record({
      kind: fc.constant('replace' as const),
      value: fc.oneof(
        fc.constantFrom<unknown>(
          null,
          '',
          0,
          -1,
          1e9,
          true,
          [],
          {},
          '../x',
          '\u202Ex',
          'a\rb',
          '{{input',
          'CON',
        ),
        fc.jsonValue({ maxDepth: 2 }),
      ),
    }),
  ),
})

/** A built-in template of which one to three values were changed: still JSON, and often still a template. */
const changedTemplate: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom(...files), fc.array(change, { minLength: 1, maxLength: 3 }))
  .map(([file, changes]) => {
    const root: unknown = JSON.parse(file)
    for (const { at, what } of changes) {
      const places = placesIn(root)
      const place = places[Math.floor(at * places.length)]
      if (place === undefined) continue
      const { parent, key } = place
      if (Array.isArray(parent)) {
        const index = Number(key)
        if (what.kind === 'replace') parent[index] = what.value
        else if (what.kind === 'repeat') parent.splice(index, 0, parent[index])
        else parent.splice(index, 1)
      } else if (what.kind === 'replace') Reflect.set(parent, key, what.value)
      else if (what.kind === 'repeat') Reflect.set(parent, `${key}2`, Reflect.get(parent, key))
      else {
        if (what.kind === 'rename') Reflect.set(parent, what.name, Reflect.get(parent, key))
        Reflect.deleteProperty(parent, key)
      }
    }
    return JSON.stringify(root, null, 2)
  })

/** A template file that came to harm, in its text or in its values. */
export const damagedTemplate: fc.Arbitrary<string> = fc.oneof(cutTemplate, changedTemplate)

/** Everything in a value that has a name or a number. */
function placesIn(value: unknown): { parent: object; key: string }[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, item]) => [{ parent: value, key }, ...placesIn(item)])
}
