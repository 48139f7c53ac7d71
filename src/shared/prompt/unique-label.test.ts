import { expect, it } from 'vitest'
import { stepLabel } from '../model/step'
import { uniqueLabel } from './unique-label'

it.each([
  ['Draft', [], 'Draft'],
  [' Draft ', ['Other'], 'Draft'],
  ['Draft', ['Draft'], 'Draft 2'],
  ['Draft', ['Draft', 'Draft 2'], 'Draft 3'],
  ['Draft 2', ['Draft', 'Draft 2'], 'Draft 3'],
  ['Re\u0301sume\u0301', ['Résumé'], 'Résumé 2'],
  ['2024', ['2024'], '2024 2'],
])('makes of %j, with %j taken, %j', (label, taken, unique) => {
  expect(uniqueLabel(label, new Set(taken))).toBe(unique)
})

it('stays within what a label may be', () => {
  const longest = 'é'.repeat(200)
  const unique = uniqueLabel(longest, new Set([longest]))
  expect(stepLabel.parse(unique)).toBe(unique)
  expect(unique.endsWith(' 2')).toBe(true)
})
