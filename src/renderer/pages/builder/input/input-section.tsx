import type { InputDescription } from '@shared/model/workflow'
import { ChevronUp, CircleAlert, TextCursorInput, TriangleAlert } from 'lucide-react'
import { memo, useEffect, useId, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { formatCount } from '../../../ui/format-count'
import { IconButton } from '../../../ui/icon-button'
import { TextArea } from '../../../ui/text-area'
import { inputFields } from '../../run-sheet/input-fields'
import { useBuilder, useView } from '../builder-context'
import type { PlacedProblem } from '../checks/gather-problems'
import type { Place } from '../document/view-store'
import { changeInput } from './input-edits'
import { InputExample } from './input-example'
import { InputShape } from './input-shape'
import './input-section.css'

/** Where the line of steps begins: what a run is to be given. */
export const InputSection = memo(function InputSection({ problems }: { problems: PlacedProblem[] }) {
  const { session, view } = useBuilder()
  const id = useId()
  const section = useRef<HTMLElement>(null)
  const [open, setOpen] = useState(false)
  const input = useStore(session.document.store, ({ workflow }) => workflow.input)
  const wanted = useView((state) => (isOfInput(state.wanted) ? state.wanted : null))
  // Opened while it is drawn, so that what is wanted is there when its turn to take the focus comes.
  if (wanted !== null && !open) setOpen(true)
  useEffect(() => {
    if (wanted === null || view.take(null, [wanted.field]) === null) return
    const place = section.current?.querySelector(`[data-field="${wanted.field}"]`) ?? section.current
    const field =
      place?.querySelector<HTMLElement>('[aria-invalid]') ??
      place?.querySelector<HTMLElement>('textarea, input, select, button')
    field?.focus()
    field?.scrollIntoView({ block: 'nearest' })
  }, [view, wanted])

  const toggle = (): void => setOpen(!open)
  return (
    <section ref={section} className="input-section" aria-label="Input" data-open={open || undefined}>
      <span className="input-dot" aria-hidden="true" />
      <div className="input-frame">
        <div className="input-row">
          <button
            type="button"
            className="input-toggle"
            aria-expanded={open}
            aria-describedby={`${id}-glance`}
            onClick={toggle}
          >
            <TextCursorInput aria-hidden="true" />
            Input
          </button>
          <ProblemSign problems={problems.filter(({ problem }) => problem.path[0] === 'input')} />
          <span id={`${id}-glance`} className="input-glance" hidden={open}>
            {input?.description ?? 'What a run is given. Say what it is, or ask for fields.'}
          </span>
          {!open && <span className="input-kind">{describeShape(input)}</span>}
          {open && <IconButton size="small" icon={ChevronUp} label="Collapse the input" onClick={toggle} />}
        </div>
        {open && (
          <div className="input-body">
            <div data-field="input.description">
              <TextArea
                label="Description of the input"
                help="Shown where a run asks for it."
                rows={1}
                maxLength={10_000}
                value={input?.description ?? ''}
                onChange={(description) =>
                  session.document.edit(
                    (workflow) => changeInput(workflow, { description }),
                    'input description',
                  )
                }
              />
            </div>
            <InputShape input={input} />
            <div data-field="input.example">
              <InputExample input={input} />
            </div>
          </div>
        )}
      </div>
    </section>
  )
})

function isOfInput(wanted: Place | null): boolean {
  return wanted?.stepId === null && wanted.field.split('.')[0] === 'input'
}

function ProblemSign({ problems }: { problems: PlacedProblem[] }) {
  if (problems.length === 0) return null
  const isBad = problems.some(({ problem }) => problem.severity === 'error')
  const Icon = isBad ? CircleAlert : TriangleAlert
  return (
    <span className="input-problems" data-severity={isBad ? 'error' : 'warning'}>
      <Icon aria-hidden="true" />
      {formatCount(problems.length, 'problem')}
    </span>
  )
}

function describeShape(input: InputDescription | undefined): string {
  const schema = input?.schema
  if (schema === undefined || schema['type'] === 'string') return 'plain text'
  const fields = inputFields(schema)
  return fields === null ? 'JSON' : formatCount(fields.length, 'field')
}
