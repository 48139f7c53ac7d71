import { expect, it } from 'vitest'
import { closestName } from './closest-name'

it.each([
  ['inptu', ['steps', 'input'], 'input'],
  ['Draft', ['draft', 'Drafts'], 'draft'],
  ['my  draft', ['My Draft'], 'My Draft'],
  ['first_name', ['first name', 'last name'], 'first name'],
  ['Ｄｒａｆｔ', ['Draft'], 'Draft'],
  ['Drafft', ['Craft', 'Draft'], 'Draft'],
  ['Draft', ['Draft'], undefined],
  ['a', ['b'], undefined],
  ['a', ['A'], 'A'],
  ['Idea', ['Outline', 'Review'], undefined],
  ['Idea', [], undefined],
])('for %j among %j is %j', (wanted, candidates, closest) => {
  expect(closestName(wanted, candidates)).toBe(closest)
})
