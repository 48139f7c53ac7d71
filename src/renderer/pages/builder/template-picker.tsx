import { LayoutPanelTop } from 'lucide-react'
import { useAppState } from '../../state/app-state'
import { useAnswer } from '../../state/use-answer'
import { Button } from '../../ui/button'
import { formatCount } from '../../ui/format-count'
import { Menu } from '../../ui/menu'
import { MenuChoice, MenuHeading } from '../../ui/menu-choice'
import { useBuilder } from './builder-context'
import { applyTemplate } from './document/apply-template'

/** Fills the builder with a template; what was there comes back by Undo. */
export function TemplatePicker() {
  const { session, view } = useBuilder()
  const { connection, toasts } = useAppState()
  const templates = useAnswer('templates', (client, signal) => client.templates.list({}, { signal }))

  const use = async (templateId: string): Promise<void> => {
    const { name, workflow } = await connection.client.templates.get({ templateId })
    const { document } = session
    const hadSteps = document.store.getState().workflow.steps.length > 0
    view.set({ openStepId: null })
    document.edit(() => applyTemplate(workflow, () => crypto.randomUUID()))
    if (hadSteps) toasts.show({ message: `Replaced by “${name}”`, undo: document.undo })
  }

  const groups = [
    { heading: 'Built in', list: templates.data?.filter(({ source }) => source === 'built-in') ?? [] },
    { heading: 'Yours', list: templates.data?.filter(({ source }) => source === 'own') ?? [] },
  ].filter(({ list }) => list.length > 0)
  return (
    <Menu
      trigger={
        <Button look="ghost" icon={LayoutPanelTop}>
          Template
        </Button>
      }
    >
      {groups.map(({ heading, list }) => (
        <div key={heading} role="group" aria-label={heading}>
          <MenuHeading>{heading}</MenuHeading>
          {list.map((template) => (
            <MenuChoice
              key={template.id}
              name={template.name}
              detail={template.description}
              note={formatCount(template.steps.length, 'step')}
              // A template that is gone by now changes nothing; the list says so when it is opened again.
              onSelect={() => void use(template.id).catch(templates.reload)}
            />
          ))}
        </div>
      ))}
      {groups.length === 0 && <MenuHeading>No templates yet</MenuHeading>}
    </Menu>
  )
}
