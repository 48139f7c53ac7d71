import type { TemplateSummary } from '@shared/contract'
import { expect, it } from 'vitest'
import { searchTemplates } from './search-templates'

const template = (name: string, description: string, ...labels: string[]): TemplateSummary => ({
  id: name,
  source: 'own',
  name,
  description,
  steps: labels.map((label) => ({ label, stepType: 'generate' })),
  gateCount: 0,
  updatedAt: 0,
})
const all = [
  template('Café notes', 'For the shop', 'Draft'),
  template('Memo', 'Decides', 'Pre-Mortem', 'Draft'),
]
const found = (search: string) => searchTemplates(all, search).map(({ name }) => name)

it('finds templates by name, description and step, whatever the case and the accents', () => {
  expect(found('')).toEqual(['Café notes', 'Memo'])
  expect(found('  cafe ')).toEqual(['Café notes'])
  expect(found('DECIDES')).toEqual(['Memo'])
  expect(found('mortem')).toEqual(['Memo'])
  expect(found('draft')).toEqual(['Café notes', 'Memo'])
})

it('wants every word, each anywhere', () => {
  expect(found('draft memo')).toEqual(['Memo'])
  expect(found('memo cafe')).toEqual([])
})
