import type { Template } from '@shared/contract'
import { Copy, LayoutPanelTop, Pencil, Play, Upload } from 'lucide-react'
import type { PageCommand } from '../../state/command-store'
import { usePageCommands } from '../../state/use-page-commands'
import type { TemplateActions } from './use-template-actions'

interface TemplateCommands {
  /** The one that is shown. */
  template: Template | undefined
  actions: TemplateActions
  onEdit: () => void
  onExport: () => void
}

/** Offers what can be done with the template that is shown to the palette. */
export function useTemplateCommands({ template, actions, onEdit, onExport }: TemplateCommands): void {
  const own: PageCommand[] =
    template === undefined
      ? []
      : [
          { id: 'use', name: `Use ${template.name}`, icon: LayoutPanelTop, run: () => actions.use(template) },
          { id: 'run', name: `Run ${template.name}`, icon: Play, run: () => actions.run(template) },
          {
            id: 'save',
            name: `Export ${template.name}`,
            icon: Upload,
            run: () => actions.saveFile(template),
          },
          {
            id: 'duplicate',
            name: `Duplicate ${template.name}`,
            icon: Copy,
            run: () => actions.duplicate(template),
          },
          ...(template.source === 'own'
            ? [{ id: 'edit', name: 'Edit details', icon: Pencil, run: onEdit }]
            : []),
        ]
  usePageCommands('On this page', [
    ...own,
    { id: 'export', name: 'Export several templates', icon: Upload, shortcut: 'export', run: onExport },
  ])
}
