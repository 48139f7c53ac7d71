import { expect, it } from 'vitest'
import { renameLabel } from './rename-label'

const steps = [
  { id: '1', label: 'Draft', prompt: '{{input}}', enabled: true },
  {
    id: '2',
    label: 'Edit',
    prompt: '{{ steps . Draft .content|default:"x" }} $& {{steps["Draft"].a}} \\{{steps.Draft.content}}',
  },
  { id: '3', label: 'Draft', prompt: '{{steps.Draft.content}}', systemPrompt: 'As {{steps.Draft.tone}}.' },
  { id: '4', label: 'End', prompt: '{{steps.Draft.content}} {{steps.Drafts.content}}' },
]

it('rewrites the references that mean the step, as they were written', () => {
  expect(renameLabel(steps, '1', 'Idea')).toEqual([
    { ...steps[0], label: 'Idea' },
    {
      ...steps[1],
      prompt: '{{ steps .Idea .content|default:"x" }} $& {{steps.Idea.a}} \\{{steps.Draft.content}}',
    },
    { ...steps[2], prompt: '{{steps.Idea.content}}', systemPrompt: 'As {{steps.Idea.tone}}.' },
    steps[3],
  ])
})

it('leaves those alone that mean another step with the label', () => {
  expect(renameLabel(steps, '3', ' v1.0 "e\u0301" ')).toEqual([
    steps[0],
    steps[1],
    { ...steps[2], label: 'v1.0 "é"' },
    { ...steps[3], prompt: '{{steps["v1.0 \\"é\\""].content}} {{steps.Drafts.content}}' },
  ])
})

it('keeps the identity of steps that it does not change', () => {
  const renamed = renameLabel(steps, '3', 'Other')
  expect(renamed[0]).toBe(steps[0])
  expect(renamed[1]).toBe(steps[1])
  expect(renameLabel(steps, 'nowhere', 'X')).toEqual(steps)
})
