import type { ComponentProps } from 'react'
import { Field } from './field'

interface TextFieldProps extends Omit<ComponentProps<'input'>, 'onChange' | 'value' | 'id' | 'className'> {
  label: string
  hint?: string
  help?: string
  error?: string | undefined
  value: string
  onChange: (value: string) => void
}

export function TextField({ label, hint, help, error, value, onChange, ...rest }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} help={help} error={error}>
      {(control) => (
        <input
          type="text"
          {...rest}
          {...control}
          className="control"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
