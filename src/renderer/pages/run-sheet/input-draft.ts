import type { JsonValue } from '@shared/model/json'
import type { InputDraft } from '../../state/run-sheet-store'
import type { InputField } from './input-fields'
import { isList, printList, readList } from './input-list'

export interface ReadDraft {
  /** Absent: none was given. */
  input?: JsonValue
  /** What can't be sent like this, by field name; `''` for the one text. */
  errors: Record<string, string>
}

/** A form filled with an input, or empty. */
export function draftOf(
  fields: InputField[] | null,
  input: JsonValue | undefined,
  asJson = false,
): InputDraft {
  if (fields === null) {
    if (asJson) return { kind: 'json', text: input === undefined ? '' : JSON.stringify(input, null, 2) }
    return { kind: 'text', text: input === undefined ? '' : textOf(input) }
  }
  const values = typeof input === 'object' && input !== null && !Array.isArray(input) ? input : {}
  const texts: Record<string, string> = {}
  for (const field of fields) {
    const value = values[field.name]
    texts[field.name] = value === undefined ? '' : printField(field, value)
  }
  return { kind: 'fields', texts }
}

export function isEmptyDraft(draft: InputDraft): boolean {
  return draft.kind !== 'fields' ? draft.text === '' : Object.values(draft.texts).every((text) => text === '')
}

/** The input that the form stands for. An empty form is no input, an empty field is left out if it may be. */
export function readDraft(draft: InputDraft, fields: InputField[] | null, needed: boolean): ReadDraft {
  if (draft.kind !== 'fields') {
    if (draft.kind === 'json' && draft.text.trim() !== '') {
      const input = readJson(draft.text)
      return input === undefined ? { errors: { '': EXPECTED.json } } : { input, errors: {} }
    }
    if (draft.text !== '' && draft.kind === 'text') return { input: draft.text, errors: {} }
    return { errors: needed ? { '': 'The prompts of this workflow read the input. Give it one.' } : {} }
  }
  const errors: Record<string, string> = {}
  const input: Record<string, JsonValue> = {}
  for (const field of fields ?? []) {
    const text = draft.texts[field.name] ?? ''
    if (isLeftOut(field, text)) {
      if (field.required && field.kind === 'list' && field.canBeEmpty) input[field.name] = []
      else if (field.required) errors[field.name] = 'This field is needed.'
      continue
    }
    const value = readField(field, text)
    if (value === undefined) errors[field.name] = EXPECTED[field.kind]
    else input[field.name] = value
  }
  return { input, errors }
}

/** Whether a field is empty; spaces are a text of their own. */
export function isLeftOut({ kind }: InputField, text: string): boolean {
  return kind === 'text' ? text === '' : text.trim() === ''
}

/** A field's value as the text that is typed for it. */
export function printField({ kind }: InputField, value: JsonValue): string {
  return kind === 'list' && isList(value) ? printList(value) : textOf(value)
}

const EXPECTED: Record<InputField['kind'], string> = {
  text: '',
  number: 'A number is wanted here.',
  integer: 'A whole number is wanted here.',
  'yes-no': 'Choose one.',
  choice: 'Choose one.',
  list: '',
  json: 'This is not JSON. A list looks like ["one", "two"].',
}

/** What was typed into a field that is not left out; undefined: it is not of the field's kind. */
export function readField(field: InputField, text: string): JsonValue | undefined {
  switch (field.kind) {
    case 'text':
      return text
    case 'number':
    case 'integer': {
      const value = Number(text)
      return Number.isFinite(value) && (field.kind === 'number' || Number.isInteger(value))
        ? value
        : undefined
    }
    case 'yes-no':
      return text === 'true'
    case 'choice':
      return field.options.find((option) => textOf(option) === text)
    case 'list':
      return readList(text)
    case 'json':
      return readJson(text)
  }
}

function readJson(text: string): JsonValue | undefined {
  try {
    const value: JsonValue = JSON.parse(text)
    return value
  } catch {
    return undefined
  }
}

export function textOf(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2)
}
