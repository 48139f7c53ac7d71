import type { RunSummary } from '@shared/contract'
import { Braces, FileText, RotateCcw, Trash2 } from 'lucide-react'
import type { PageCommand } from '../../state/command-store'
import { usePageCommands } from '../../state/use-page-commands'
import type { RunRowActions } from './use-run-row-actions'

/** Offers to the palette what the row that the user is at has; undefined: at none. */
export function useRunRowCommands(run: RunSummary | undefined, actions: RunRowActions): void {
  usePageCommands('This run', run === undefined ? [] : commandsFor(run, actions), { nearest: true })
}

function commandsFor(run: RunSummary, actions: RunRowActions): PageCommand[] {
  const detail = run.inputPreview === null ? run.workflowName : `${run.workflowName} on “${run.inputPreview}”`
  const commands: (PageCommand | false)[] = [
    { id: 'again', name: 'Run again…', detail, icon: RotateCcw, run: () => actions.runAgain(run) },
    {
      id: 'markdown',
      name: 'Export Markdown',
      detail,
      icon: FileText,
      run: () => actions.exportFile(run, 'markdown'),
    },
    { id: 'json', name: 'Export JSON', detail, icon: Braces, run: () => actions.exportFile(run, 'json') },
    run.status !== 'running' && {
      id: 'delete',
      name: 'Delete',
      detail,
      icon: Trash2,
      run: () => actions.remove(run),
    },
  ]
  return commands.filter((command) => command !== false)
}
