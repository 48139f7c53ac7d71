import type { OutputFormat } from '@shared/model/step'
import { Choice } from '../../../ui/choice'

interface OutputFieldProps {
  /** Absent: text. */
  output: OutputFormat | undefined
  onChange: (output: OutputFormat | undefined) => void
}

const FORMATS = [
  { value: 'text', name: 'Text' },
  { value: 'json', name: 'JSON' },
] as const

/** Text, or JSON whose fields later steps can use. */
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
    </div>
  )
}
