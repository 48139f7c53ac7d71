import { expect, it } from 'vitest'
import { z } from 'zod'
import committed from '../../../resources/template.schema.json?raw'
import deepBuildPipeline from '../../../resources/templates/deep-build-pipeline.baton.json'
import { templateJsonSchema } from './template-file-json-schema'

it('is what resources/template.schema.json holds (else run: node scripts/generate-template-schema.ts)', () => {
  expect(committed).toBe(templateJsonSchema())
})

it('describes every field and refers to nothing outside itself', () => {
  expect(committed).not.toContain('$ref')
  expect(committed.match(/"description":/g)?.length).toBeGreaterThan(25)
})

it('accepts a built-in template and refuses a broken one, as a schema', () => {
  const { $id: _id, ...schema } = JSON.parse(committed) as Record<string, unknown>
  const check = z.fromJSONSchema(schema)
  expect(check.safeParse(deepBuildPipeline).error).toBeUndefined()
  expect(check.safeParse({ ...deepBuildPipeline, steps: [{ label: 'x' }] }).success).toBe(false)
})
