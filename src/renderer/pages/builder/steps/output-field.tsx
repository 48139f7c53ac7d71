import type { OutputFormat } from '@shared/model/step'
import { Choice } from '../../../ui/choice'
import { SchemaField } from './schema-field'

interface OutputFieldProps {
  /** Absent: text. */
  output: OutputFormat | undefined
  onChange: (output: OutputFormat | undefined) => void
}

const FORMATS = [
  { value: 'text', name: 'Text' },
  { value: 'json', name: 'JSON' },
] as const

/** Text, or JSON whose fields later steps can use, with a schema if it is to be checked. */
export function OutputField({ output, onChange }: OutputFieldProps) {
  const format = output?.format ?? 'text'
  return (
    <div className="field">
      <span className="field-head" aria-hidden="true">
        Output format
      </span>
      <Choice
        label="Output format"
        value={format}
        options={FORMATS}
        onChange={(chosen) => onChange(chosen === 'text' ? undefined : { ...output, format: 'json' })}
      />
      {format === 'json' && (
        <SchemaField
          schema={output?.schema}
          onChange={(schema) =>
            onChange(schema === undefined ? { format: 'json' } : { format: 'json', schema })
          }
        />
      )}
    </div>
  )
}
