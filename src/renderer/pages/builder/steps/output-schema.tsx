import type { JsonSchema } from '@shared/model/step'
import { useStore } from 'zustand'
import { useBuilder } from '../builder-context'
import { changeStep } from '../document/step-edits'
import { stepSchemaKey, withUnfinished } from '../document/unfinished-texts'
import { SchemaField } from './schema-field'

const EXAMPLE: JsonSchema = {
  type: 'object',
  properties: { title: { type: 'string' }, points: { type: 'array', items: { type: 'string' } } },
  required: ['title', 'points'],
  additionalProperties: false,
}

/** The schema that a step's answers are held against. */
export function OutputSchema({ stepId, schema }: { stepId: string; schema: JsonSchema | undefined }) {
  const { document } = useBuilder().session
  const key = stepSchemaKey(stepId)
  const unfinished = useStore(document.store, ({ workflow }) => workflow.unfinished?.[key])
  return (
    <SchemaField
      help="Optional. An answer that does not match is asked for again."
      example={EXAMPLE}
      schema={schema}
      unfinished={unfinished}
      onChange={(typed) =>
        document.edit((workflow) => {
          if ('unfinished' in typed) return withUnfinished(workflow, key, typed.unfinished)
          const { value } = typed
          const output = { format: 'json' as const, ...(value !== undefined && { schema: value }) }
          return withUnfinished(changeStep(workflow, stepId, { output }), key, undefined)
        }, `${stepId} schema`)
      }
    />
  )
}
