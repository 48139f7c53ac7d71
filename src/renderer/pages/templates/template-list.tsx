import type { TemplateSummary } from '@shared/contract'
import { useId, type KeyboardEvent, type ReactNode, type Ref } from 'react'
import { TemplateRow } from './template-row'
import './template-list.css'

interface TemplateListProps {
  ref: Ref<HTMLDivElement>
  templates: readonly TemplateSummary[]
  chosenId: string | null
  onChoose: (template: TemplateSummary) => void
  /** Enter on a row. */
  onUse: (template: TemplateSummary) => void
  /** Choosing goes along with the arrow keys, where what is chosen stands beside the list. */
  choosesOnMove: boolean
  /** Keys of a row beyond the arrows and Enter; says whether it was one. */
  onKey?: (key: string, template: TemplateSummary) => boolean
  /** Each row has its own button to use it. */
  withButtons?: boolean
  /** Under "Yours" while there is nothing. */
  ownEmpty?: ReactNode
}

/** Built-in templates and the user's own, in one list for the arrow keys. */
export function TemplateList(props: TemplateListProps) {
  const { ref, templates, ownEmpty } = props
  const builtIn = templates.filter(({ source }) => source === 'built-in')
  const own = templates.filter(({ source }) => source === 'own')
  return (
    <div ref={ref}>
      {builtIn.length > 0 && <Group heading="Built in" list={builtIn} {...props} />}
      {(own.length > 0 || ownEmpty !== undefined) && (
        <Group heading="Yours" list={own} {...props}>
          {own.length === 0 && ownEmpty}
        </Group>
      )}
    </div>
  )
}

interface GroupProps extends TemplateListProps {
  heading: string
  list: TemplateSummary[]
  children?: ReactNode
}

function Group({ heading, list, children, ...props }: GroupProps) {
  const { templates, chosenId, onChoose, onUse, choosesOnMove, onKey, withButtons = false } = props
  const headingId = useId()
  const move = (from: HTMLElement, template: TemplateSummary, by: number): void => {
    const index = templates.indexOf(template) + by
    const next = templates[index]
    if (next === undefined) return
    focusTemplate(from.closest('[data-templates]') ?? document.body, index)
    if (choosesOnMove) onChoose(next)
  }
  const onRowKey = (event: KeyboardEvent, template: TemplateSummary): void => {
    if (event.metaKey || event.ctrlKey || event.altKey || !(event.target instanceof HTMLElement)) return
    if (event.key === 'ArrowDown') move(event.target, template, 1)
    else if (event.key === 'ArrowUp') move(event.target, template, -1)
    else if (event.key === 'Enter') onUse(template)
    else if (onKey?.(event.key, template) !== true) return
    event.preventDefault()
  }
  return (
    <section className="template-group" aria-labelledby={headingId}>
      <h2 id={headingId} className="page-section">
        {heading}
      </h2>
      {list.length > 0 && (
        <ul className="list" aria-labelledby={headingId}>
          {list.map((template) => (
            <TemplateRow
              key={template.id}
              template={template}
              chosen={template.id === chosenId}
              onChoose={() => onChoose(template)}
              onKeyDown={(event) => onRowKey(event, template)}
              onUse={withButtons ? () => onUse(template) : undefined}
            />
          ))}
        </ul>
      )}
      {children}
    </section>
  )
}

/** Puts the focus on the nth row of the list. */
export function focusTemplate(area: Element | null, index: number): void {
  area?.querySelectorAll<HTMLElement>('.template-name button')[index]?.focus()
}
