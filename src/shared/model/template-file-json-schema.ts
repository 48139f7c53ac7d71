import { z } from 'zod'
import { TEMPLATE_SCHEMA_ID, templateFile } from './template-file-schema'

/** What an editor shows beside a field, by its path in the schema. */
const DESCRIPTIONS: Record<string, string> = {
  $schema: 'The name of this schema. Baton writes it and ignores it.',
  format: 'The version of the file format.',
  name: 'One line, at most 200 characters.',
  description: 'What the workflow is for.',
  yoloMode: 'Review gates pass their text through without asking. Default: false.',
  concurrency: 'How many steps may run at the same time. Default: 4.',
  budgetUsd: 'What a run may cost at most, in US dollars. Default: no limit.',
  reuse: 'Take finished outputs of earlier runs where nothing changed. Default: false.',
  input: 'What the workflow wants as its input.',
  'input.description': 'One sentence for the person who runs it.',
  'input.example': 'An input for a first try.',
  'input.schema': 'JSON Schema of an object input. Absent: the input is text.',
  steps: 'In the order in which they run. At most 500.',
  'steps.label': 'The name by which later steps refer to this one: {{steps.LABEL.content}}.',
  'steps.stepType': 'All but review call a model. A review step is a gate where a person decides.',
  'steps.prompt':
    'May use {{input}}, {{input.field}}, {{steps.LABEL.content}} and {{steps.LABEL.field}}. Of a review step: the text under review.',
  'steps.systemPrompt': 'The role and the rules the model works under.',
  'steps.provider': 'A kind of provider, such as "openai". Absent: the default connection.',
  'steps.model': "Absent: the connection's default model.",
  'steps.temperature': 'Absent: not sent.',
  'steps.maxTokens': 'Upper limit of the answer. Default: 4096.',
  'steps.maxRetries': 'How often a failed request is tried again. Default: 2.',
  'steps.enabled': 'A disabled step is skipped. Default: true.',
  'steps.output': 'Text, or JSON whose fields later steps can use. Default: text.',
  'steps.output.schema': 'JSON Schema of the output.',
  'steps.config': 'What only some step types need.',
}

/**
 * The JSON Schema of template files for editors and other tools, made from the schema that the import uses.
 * It is stricter than the import in one thing: unknown fields are errors here, and warnings there.
 *
 * @returns the text of `resources/template.schema.json`
 */
export function templateJsonSchema(): string {
  const schema = z.toJSONSchema(templateFile, {
    io: 'input',
    override: ({ jsonSchema, zodSchema, path }) => {
      if (zodSchema instanceof z.ZodRecord) {
        delete jsonSchema.propertyNames
        delete jsonSchema.additionalProperties
      }
      // Validators differ in whether they read patterns with the u flag, which \p{…} needs.
      if (jsonSchema.pattern !== undefined) {
        jsonSchema.pattern = jsonSchema.pattern.replaceAll('\\p{Cc}', String.raw`\u0000-\u001f\u007f-\u009f`)
      }
      const description = path.at(-1) === 'items' ? undefined : DESCRIPTIONS[fieldOf(path)]
      if (description !== undefined) jsonSchema.description = description
      // Any JSON value, which a JSON Schema says by saying nothing.
      if (fieldOf(path) === 'input.example') delete jsonSchema.$ref
    },
  })
  const { $schema, $defs: _anyJson, ...rest } = schema
  return `${JSON.stringify({ $schema, $id: TEMPLATE_SCHEMA_ID, title: 'Baton template', ...rest }, null, 2)}\n`
}

function fieldOf(path: (string | number)[]): string {
  return path.filter((part) => part !== 'properties' && part !== 'items').join('.')
}
