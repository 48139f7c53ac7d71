import type { TemplateSummary } from '@shared/contract'
import { useId } from 'react'
import { Button } from '../../ui/button'
import { formatCount } from '../../ui/format-count'
import { formatMoment } from '../../ui/format-time'
import '../../ui/list.css'
import { StepShape } from '../../ui/step-shape'
import { useNow } from '../../ui/use-now'

interface TemplateRowProps {
  template: TemplateSummary
  onUse: () => void
}

export function TemplateRow({ template, onUse }: TemplateRowProps) {
  const nameId = useId()
  const now = useNow(60_000)
  const facts = [
    formatCount(template.steps.length, 'step'),
    ...(template.gateCount > 0 ? [formatCount(template.gateCount, 'gate')] : []),
    ...(template.source === 'own' ? [`saved ${formatMoment(template.updatedAt, now)}`] : []),
  ]
  return (
    <li className="list-row template-row" aria-labelledby={nameId}>
      <StepShape
        ticks={template.steps.map(({ stepType }) => ({ state: 'idle', gate: stepType === 'review' }))}
      />
      <div>
        <h3 id={nameId} className="list-name">
          {template.name}
        </h3>
        <p className="list-text">{template.description}</p>
        <p className="list-meta">{facts.join(' · ')}</p>
      </div>
      <Button size="small" aria-describedby={nameId} onClick={onUse}>
        Use template
      </Button>
    </li>
  )
}
