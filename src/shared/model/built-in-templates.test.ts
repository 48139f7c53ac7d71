import { describe, expect, it } from 'vitest'
import criticalReadingBrief from '../../../resources/templates/critical-reading-brief.baton.json?raw'
import decisionMemo from '../../../resources/templates/decision-memo.baton.json?raw'
import deepBuildPipeline from '../../../resources/templates/deep-build-pipeline.baton.json?raw'
import { builtInTemplates } from './built-in-templates'
import { formatTemplateFile, parseTemplateFile } from './template-file'
import type { WorkflowSettings } from './workflow'

const files = { deepBuildPipeline, decisionMemo, criticalReadingBrief }

function referencesOf(template: WorkflowSettings, position: number): string[][] {
  const { prompt, systemPrompt = '' } = template.steps[position] ?? { prompt: '' }
  return [...`${prompt}\n${systemPrompt}`.matchAll(/\{\{(.*?)\}\}/g)].map(([, body = '']) => body.split('.'))
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
    'Review',
    'Extend & Improve',
    'Review',
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
      for (const [position, { label }] of template.steps.entries()) {
        for (const [root, ...path] of referencesOf(template, position)) {
          const schema =
            root === 'input'
              ? template.input?.schema
              : template.steps.slice(0, position).findLast((step) => step.label === path[0])?.output?.schema
          const [field] = root === 'input' ? path : path.slice(1)
          if (root === 'steps') {
            expect(
              template.steps.slice(0, position).map((step) => step.label),
              label,
            ).toContain(path[0])
          } else expect(root).toBe('input')
          const isWhole = root === 'input' ? template.input?.schema === undefined : field === 'content'
          if (isWhole) continue
          expect(Object.keys(Object(schema?.['properties'])), `${label}: ${path.join('.')}`).toContain(field)
        }
      }
    })

    it('uses every step before the last, runs on any connection, and gives each model step a role', () => {
      for (const [position, step] of template.steps.entries()) {
        expect(step).not.toHaveProperty('provider')
        expect(step).not.toHaveProperty('model')
        if (step.stepType !== 'review') {
          expect(step.systemPrompt?.length, step.label).toBeGreaterThan(100)
          expect(step.maxTokens, step.label).toBeGreaterThan(1000)
        }
        const users = template.steps.slice(position + 1)
        const used = users.some(({ prompt }) => prompt.includes(`{{steps.${step.label}.`))
        expect(used || position === template.steps.length - 1, step.label).toBe(true)
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
