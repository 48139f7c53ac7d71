import { STEP_TYPE_DEFAULTS } from '@shared/model/step-type-defaults'
import { listStepTemplates, type StepTemplate } from '@shared/model/list-step-templates'
import { ChevronDown, Plus } from 'lucide-react'
import { memo, useEffect, useRef } from 'react'
import { useAnswer } from '../../../state/use-answer'
import { usePageCommands } from '../../../state/use-page-commands'
import { Button } from '../../../ui/button'
import { Menu } from '../../../ui/menu'
import { MenuChoice, MenuHeading } from '../../../ui/menu-choice'
import { StepTypeIcon } from '../../../ui/step-type-icon'
import { useBuilder, useView } from '../builder-context'
import { STEP_TYPE_OPTIONS } from './step-type-options'
import { useAddStep } from './use-add-step'
import './quick-add.css'

const PIPELINE = 'deep-build-pipeline'

/** One button per step type, and all step templates under "More". */
export const QuickAdd = memo(function QuickAdd() {
  const { view } = useBuilder()
  const bar = useRef<HTMLDivElement>(null)
  const wanted = useView((state) => (state.wanted?.stepId === null ? state.wanted : null))
  useEffect(() => {
    if (view.take(null, ['steps']) !== null) bar.current?.querySelector('button')?.focus()
  }, [view, wanted])

  const add = useAddStep()
  return (
    <div className="quick-add">
      <span className="quick-add-plus" aria-hidden="true">
        <Plus />
      </span>
      <div className="quick-add-bar" ref={bar} role="group" aria-label="Quick add">
        {STEP_TYPE_OPTIONS.map(({ value, name }) => (
          <Button
            key={value}
            size="small"
            look="ghost"
            hint={STEP_TYPE_DEFAULTS[value].description}
            onClick={() => add.ofType(value)}
          >
            <StepTypeIcon stepType={value} />
            {name}
          </Button>
        ))}
        <MoreTemplates
          onAdd={(template) => {
            if (template.group === 'step-type') add.ofType(template.stepType)
            else add.preset(template.create())
          }}
        />
      </div>
    </div>
  )
})

const GROUPS = [
  { group: 'step-type', heading: 'Step types' },
  { group: PIPELINE, heading: 'From the Deep Build Pipeline' },
] as const

function MoreTemplates({ onAdd }: { onAdd: (template: StepTemplate) => void }) {
  const pipeline = useAnswer(PIPELINE, (client, signal) =>
    client.templates.get({ templateId: PIPELINE }, { signal }),
  )
  const templates = listStepTemplates(pipeline.data?.workflow.steps ?? [])
  usePageCommands(
    'This workflow',
    templates
      // Those of the step types have a button each, and the palette has them too.
      .filter(({ group }) => group === PIPELINE)
      .map((template) => ({
        id: `add ${template.id}`,
        name: `Add step: ${template.name}`,
        detail: 'from the Deep Build Pipeline',
        icon: Plus,
        run: () => onAdd(template),
      })),
  )
  return (
    <Menu
      trigger={
        <Button size="small" look="ghost" className="quick-add-more">
          More
          <ChevronDown className="button-icon" aria-hidden="true" />
        </Button>
      }
    >
      {GROUPS.map(({ group, heading }) => (
        <div key={group} role="group" aria-label={heading}>
          <MenuHeading>{heading}</MenuHeading>
          {templates
            .filter((template) => template.group === group)
            .map((template) => (
              <MenuChoice
                key={template.id}
                icon={<StepTypeIcon stepType={template.stepType} />}
                name={template.name}
                detail={template.description}
                onSelect={() => onAdd(template)}
              />
            ))}
        </div>
      ))}
    </Menu>
  )
}
