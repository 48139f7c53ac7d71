import { expect, it } from 'vitest'
import { renameInputField } from './rename-input-field'

it('rewrites what means the field, and nothing else', () => {
  const untouched = {
    id: 'b',
    label: 'B',
    prompt: '{{input}} {{steps.A.topic}} {{input.topics}} {{input.a.topic}}',
  }
  const steps = [
    {
      id: 'a',
      label: 'A',
      prompt: 'On {{input.topic.0.x | default: "y"}}, \\{{input.topic}}',
      systemPrompt: '{{ input["topic"] }}',
    },
    untouched,
  ]
  const renamed = renameInputField(steps, 'topic', 'main theme.')
  expect(renamed[0]).toEqual({
    id: 'a',
    label: 'A',
    prompt: 'On {{input["main theme."].0.x | default: "y"}}, \\{{input.topic}}',
    systemPrompt: '{{input["main theme."]}}',
  })
  expect(renamed[1]).toBe(untouched)
})
