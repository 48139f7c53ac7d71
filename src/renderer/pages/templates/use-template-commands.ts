import type { Template } from '@shared/contract'
import { ClipboardCopy, Copy, LayoutPanelTop, Pencil, Play, Trash2, Upload } from 'lucide-react'
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
  usePageCommands('This template', template === undefined ? [] : commandsFor(template, actions, onEdit))
  usePageCommands('On this page', [
    { id: 'export', name: 'Export several templates', icon: Upload, shortcut: 'export', run: onExport },
  ])
}

function commandsFor(template: Template, actions: TemplateActions, onEdit: () => void): PageCommand[] {
  const detail = template.name
  const own = template.source === 'own'
  return [
    { id: 'use', name: 'Use template', detail, icon: LayoutPanelTop, run: () => actions.use(template) },
    { id: 'run', name: 'Run', detail, icon: Play, run: () => actions.run(template) },
    { id: 'file', name: 'Export to a file', detail, icon: Upload, run: () => actions.saveFile(template) },
    {
      id: 'clipboard',
      name: 'Export to the clipboard',
      detail,
      icon: ClipboardCopy,
      run: () => actions.copyFile(template),
    },
    ...(own ? [{ id: 'edit', name: 'Edit details', detail, icon: Pencil, run: onEdit }] : []),
    {
      id: 'duplicate',
      name: own ? 'Duplicate' : 'Duplicate as your own',
      detail,
      icon: Copy,
      run: () => actions.duplicate(template),
    },
    ...(own
      ? [{ id: 'delete', name: 'Delete', detail, icon: Trash2, run: () => actions.remove(template) }]
      : []),
  ]
}
