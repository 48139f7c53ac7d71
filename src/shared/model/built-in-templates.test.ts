import { describe, expect, it } from 'vitest'
import criticalReadingBrief from '../../../resources/templates/critical-reading-brief.baton.json?raw'
import decisionMemo from '../../../resources/templates/decision-memo.baton.json?raw'
import deepBuildPipeline from '../../../resources/templates/deep-build-pipeline.baton.json?raw'
import { builtInTemplates } from './built-in-templates'
import type { JsonSchema } from './step'
import { formatTemplateFile, parseTemplateFile } from './template-file'
import type { WorkflowSettings } from './workflow'

const files = { deepBuildPipeline, decisionMemo, criticalReadingBrief }

/** The references that mean no earlier step, no field of its schema, and no field of the input's. */
function danglingReferences({ input, steps }: WorkflowSettings): string[] {
  return steps.flatMap(({ prompt, systemPrompt = '' }, position) =>
    [...`${prompt}\n${systemPrompt}`.matchAll(/\{\{(.*?)\}\}/g)]
      .map(([, body = '']) => body)
      .filter((body) => {
        const [root, ...path] = body.split('.')
        if (root === 'input')
          return input?.schema === undefined ? path.length > 0 : !hasField(input.schema, path[0])
        const [label, field] = path
        const step = steps.slice(0, position).findLast((earlier) => earlier.label === label)
        if (root !== 'steps' || step === undefined) return true
        return field !== 'content' && !hasField(step.output?.schema, field)
      }),
  )
}

function hasField(schema: JsonSchema | undefined, field: string | undefined): boolean {
  return field !== undefined && Object.hasOwn(Object(schema?.['properties']), field)
}

it('offers three, by slugs that never change', () => {
  expect(builtInTemplates().map(({ slug }) => slug)).toEqual([
    'deep-build-pipeline',
    'decision-memo',
    'critical-reading-brief',
  ])
})

it('has the nine steps of the Deep Build Pipeline in order', () => {
  expect(builtInTemplates()[0]?.template.steps.map(({ label }) => label)).toEqual([
    'Idea Generation',
    'Research & Context Gathering',
    'Feature Brainstorm',
    'Review (Human Gate 1)',
    'Extend & Improve',
    'Review (Human Gate 2)',
    'Project Wisdom Extraction',
    'Final Improvements',
    'Implementation Prompts',
  ])
})

it.each(Object.entries(files))(
  '%s is a file as Baton writes it, and imports without warnings',
  (_name, file) => {
    const { template, warnings } = parseTemplateFile(file)
    expect(warnings).toEqual([])
    expect(formatTemplateFile(template, { providerKindOf: () => undefined })).toBe(file)
  },
)

describe.each(builtInTemplates().map(({ slug, template }) => [slug, template] as const))(
  '%s',
  (_slug, template) => {
    it('refers to earlier steps only, to fields that their schemas have, and to fields of its input', () => {
      expect(danglingReferences(template)).toEqual([])
    })

    it('runs on any connection, and gives each model step a role and a limit of its own', () => {
      for (const { provider, model, stepType, systemPrompt = '', maxTokens = 0 } of template.steps) {
        expect({ provider, model }).toEqual({ provider: undefined, model: undefined })
        expect(stepType === 'review' || (systemPrompt.length > 100 && maxTokens > 1000)).toBe(true)
      }
    })

    it('uses the output of every step but the last', () => {
      for (const [position, { label }] of template.steps.slice(0, -1).entries()) {
        const after = template.steps.slice(position + 1)
        expect(
          after.some(({ prompt }) => prompt.includes(`{{steps.${label}.`)),
          label,
        ).toBe(true)
      }
    })

    it('has gates that show exactly the output of a step, and later steps that use what the gate passed', () => {
      const gates = template.steps.filter(({ stepType }) => stepType === 'review')
      expect(gates.length).toBeGreaterThan(0)
      for (const gate of gates) {
        expect(gate.prompt).toMatch(/^\{\{steps\.[^{}]+\.content\}\}$/)
        const after = template.steps.slice(template.steps.indexOf(gate) + 1)
        expect(after.some(({ prompt }) => prompt.includes(`{{steps.${gate.label}.content}}`))).toBe(true)
        expect(after.some(({ prompt }) => prompt.includes(gate.prompt))).toBe(false)
      }
    })

    it('describes its input and has an example', () => {
      expect(template.input?.description).toBeTruthy()
      expect(JSON.stringify(template.input?.example).length).toBeGreaterThan(1000)
    })
  },
)

it('reads each file once', () => {
  expect(builtInTemplates()).toBe(builtInTemplates())
})
