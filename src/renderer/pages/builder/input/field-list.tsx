import { Plus } from 'lucide-react'
import { useRef, useState } from 'react'
import { uniqueLabel } from '@shared/prompt/unique-label'
import { OfferedButton } from '../../offered-button'
import { useBuilder } from '../builder-context'
import { carryIds, type Identified } from './carry-ids'
import { changeFields, moveField, renameField } from './input-edits'
import type { SimpleField } from './simple-fields'
import { SortableField } from './sortable-field'
import { SortableFields } from './sortable-fields'

/** The fields of the input, of which the run sheet makes a form. */
export function FieldList({ fields }: { fields: readonly SimpleField[] }) {
  const { document } = useBuilder().session
  const list = useRef<HTMLDivElement>(null)
  const names = fields.map(({ name }) => name)
  const [known, setKnown] = useState(() => carryIds([], names, newId))
  const rows = isOf(known, names) ? known : carryIds(known, names, newId)
  if (rows !== known) setKnown(rows)
  const add = (): void => {
    const name = uniqueLabel('field', new Set(names)).replace(' ', '_')
    const field: SimpleField = { name, kind: 'text', description: '', required: true }
    document.edit((workflow) => changeFields(workflow, [...fields, field], [...names, null]))
    // The new one is there by then.
    requestAnimationFrame(() => {
      const [last] = [
        ...(list.current?.querySelectorAll<HTMLInputElement>('.input-field-name input') ?? []),
      ].slice(-1)
      last?.focus()
      last?.select()
    })
  }
  return (
    <div ref={list} className="input-fields" data-focus-then=".input-fields > .button">
      <div className="input-field-heads" aria-hidden="true">
        <span>Field</span>
        <span>Kind</span>
        <span>What it is</span>
      </div>
      <SortableFields
        rows={rows}
        onMove={(from, to) => document.edit((workflow) => moveField(workflow, fields, from, to))}
      >
        {fields.map((field, at) => (
          <SortableField
            key={rows[at]?.id}
            id={rows[at]?.id ?? ''}
            field={field}
            taken={names.toSpliced(at, 1)}
            onRename={(name) => document.edit((workflow) => renameField(workflow, fields, at, name))}
            onChange={(change) =>
              document.edit(
                (workflow) => changeFields(workflow, fields.with(at, { ...field, ...change }), names),
                change.description === undefined ? undefined : `input field ${at}`,
              )
            }
            onRemove={
              fields.length === 1
                ? null
                : () =>
                    document.edit((workflow) =>
                      changeFields(workflow, fields.toSpliced(at, 1), names.toSpliced(at, 1)),
                    )
            }
          />
        ))}
      </SortableFields>
      <OfferedButton
        under="This workflow"
        offer="Add field"
        about="to the input"
        size="small"
        icon={Plus}
        onClick={add}
      >
        Add field
      </OfferedButton>
    </div>
  )
}

const newId = (): string => crypto.randomUUID()

function isOf(rows: readonly Identified[], names: readonly string[]): boolean {
  return rows.length === names.length && rows.every(({ name }, at) => name === names[at])
}
