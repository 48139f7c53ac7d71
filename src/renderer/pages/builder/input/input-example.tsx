import type { JsonValue } from '@shared/model/json'
import type { InputDescription } from '@shared/model/workflow'
import { useState } from 'react'
import { useStore } from 'zustand'
import { TextArea } from '../../../ui/text-area'
import { isLeftOut, printField, readField } from '../../run-sheet/input-draft'
import { inputFields, wantsJson, type InputField } from '../../run-sheet/input-fields'
import { InputForm } from '../../run-sheet/input-form'
import { useBuilder } from '../builder-context'
import { exampleFieldKey, INPUT_EXAMPLE, withUnfinished } from '../document/unfinished-texts'
import { JsonField } from '../json-field'
import { readJsonText } from '../read-json-text'
import { changeInput } from './input-edits'

const HELP = 'Optional. One click fills it in where a run asks for the input.'

/** An input for a first try, written as a run will ask for it. */
export function InputExample({ input }: { input: InputDescription | undefined }) {
  const { document } = useBuilder().session
  const unfinished = useStore(document.store, ({ workflow }) => workflow.unfinished?.[INPUT_EXAMPLE])
  const { example, schema } = input ?? {}
  const fields = inputFields(schema)
  if (fields !== null) return <FieldsExample fields={fields} example={example} />
  if (wantsJson(schema) || (example !== undefined && typeof example !== 'string')) {
    return (
      <JsonField
        label="Example"
        help={HELP}
        rows={2}
        value={example}
        unfinished={unfinished}
        read={readJsonText}
        onChange={(typed) =>
          document.edit(
            (workflow) =>
              'unfinished' in typed
                ? withUnfinished(workflow, INPUT_EXAMPLE, typed.unfinished)
                : withUnfinished(changeInput(workflow, { example: typed.value }), INPUT_EXAMPLE, undefined),
            INPUT_EXAMPLE,
          )
        }
      />
    )
  }
  return (
    <TextArea
      label="Example"
      help={HELP}
      rows={2}
      value={example ?? ''}
      onChange={(text) =>
        document.edit((workflow) => changeInput(workflow, { example: text }), INPUT_EXAMPLE)
      }
    />
  )
}

interface FieldsExampleProps {
  fields: InputField[]
  example: JsonValue | undefined
}

function FieldsExample({ fields, example }: FieldsExampleProps) {
  const { document } = useBuilder().session
  const unfinished = useStore(document.store, ({ workflow }) => workflow.unfinished)
  const [typed, setTyped] = useState<Record<string, string>>({})
  const values = isObject(example) ? example : {}
  const texts: Record<string, string> = {}
  const errors: Record<string, string> = {}
  for (const field of fields) {
    const { name } = field
    const value = values[name]
    const written = typed[name]
    const held = unfinished?.[exampleFieldKey(name)]
    // As it was typed, unless undo or another edit has changed the value since.
    const isCurrent = written !== undefined && isSame(valueOf(field, written), value)
    texts[name] = held ?? (isCurrent ? written : value === undefined ? '' : printField(field, value))
    if (held !== undefined) errors[name] = 'This is not of the kind that the field asks for.'
  }
  const change = (next: Record<string, string>): void => {
    for (const field of fields) {
      const { name } = field
      const text = next[name] ?? ''
      if (text === texts[name]) continue
      setTyped((before) => ({ ...before, [name]: text }))
      const key = exampleFieldKey(name)
      const value = valueOf(field, text)
      const isWrong = value === undefined && !isLeftOut(field, text)
      document.edit((workflow) => {
        if (isWrong) return withUnfinished(workflow, key, text)
        const { [name]: _former, ...others } = values
        const object = value === undefined ? others : inOrder(fields, { ...others, [name]: value })
        const changed = changeInput(workflow, {
          example: Object.keys(object).length === 0 ? undefined : object,
        })
        return withUnfinished(changed, key, undefined)
      }, key)
    }
  }
  return (
    <fieldset className="input-example">
      <legend>Example</legend>
      <InputForm
        draft={{ kind: 'fields', texts }}
        fields={fields.map(plain)}
        description={null}
        errors={errors}
        onChange={(draft) => {
          if (draft.kind === 'fields') change(draft.texts)
        }}
      />
      <p className="field-help">{HELP}</p>
    </fieldset>
  )
}

/** What a field is, and whether it may be left out, stands above. */
function plain({ help: _help, ...field }: InputField): InputField {
  return { ...field, required: true }
}

function valueOf(field: InputField, text: string): JsonValue | undefined {
  return isLeftOut(field, text) ? undefined : readField(field, text)
}

/** As the schema has them, whichever was typed first. */
function inOrder(
  fields: readonly InputField[],
  values: Record<string, JsonValue>,
): Record<string, JsonValue> {
  const known = fields.flatMap(({ name }) =>
    values[name] === undefined ? [] : [[name, values[name]] as const],
  )
  return { ...Object.fromEntries(known), ...values }
}

function isSame(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

function isObject(value: JsonValue | undefined): value is { [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
