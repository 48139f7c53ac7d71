import type { TemplateSummary } from '@shared/contract'
import { useId, type KeyboardEvent } from 'react'
import { Button } from '../../ui/button'
import { formatMoment } from '../../ui/format-time'
import '../../ui/list.css'
import { StepShape } from '../../ui/step-shape'
import { useNow } from '../../ui/use-now'
import { countSteps } from './count-steps'

interface TemplateRowProps {
  template: TemplateSummary
  chosen: boolean
  onChoose: () => void
  /** On its name; a button of the row keeps its keys for itself. */
  onKeyDown: (event: KeyboardEvent) => void
  /** What its button does; without, it has none. */
  onUse: (() => void) | undefined
}

export function TemplateRow({ template, chosen, onChoose, onKeyDown, onUse }: TemplateRowProps) {
  const nameId = useId()
  const now = useNow(60_000)
  const own = template.source === 'own'
  return (
    <li className="list-row template-row" aria-labelledby={nameId} data-chosen={chosen || undefined}>
      <h3 className="template-name">
        <button
          id={nameId}
          type="button"
          className="list-name truncated"
          title={template.name}
          aria-current={chosen || undefined}
          onClick={onChoose}
          onKeyDown={onKeyDown}
        >
          {template.name}
        </button>
      </h3>
      {onUse !== undefined && (
        <Button className="template-row-action" size="small" aria-describedby={nameId} onClick={onUse}>
          Use template
        </Button>
      )}
      <p className="list-text">{template.description}</p>
      <div className="template-row-facts">
        <StepShape
          ticks={template.steps.map(({ stepType }) => ({ state: 'idle', gate: stepType === 'review' }))}
        />
        <span className="list-meta">
          {countSteps(template)}
          {own && ` · saved ${formatMoment(template.updatedAt, now)}`}
        </span>
      </div>
    </li>
  )
}
