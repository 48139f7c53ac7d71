import type { ConnectionView } from '@shared/contract'
import { Check, PanelTopOpen, PenLine, Trash2 } from 'lucide-react'
import type { PageCommand } from '../../../state/command-store'
import { usePageCommands } from '../../../state/use-page-commands'
import type { TestState } from './describe-test'

interface ConnectionCommandOptions {
  connection: ConnectionView
  testState: TestState | undefined
  /** What the button that opens and closes its row is called. */
  toggle: string
  onToggle: () => void
  onTest: () => void
  onMakeDefault: () => void
  onRemove: (() => void) | undefined
}

/** Offers to the palette what the row of a connection has. */
export function useConnectionCommands(given: ConnectionCommandOptions): void {
  const { connection, testState, toggle, onToggle, onTest, onMakeDefault, onRemove } = given
  const detail = connection.name
  const commands: (PageCommand | false)[] = [
    testState?.phase !== 'testing' && {
      id: `test ${detail}`,
      name: 'Test connection',
      detail,
      icon: PanelTopOpen,
      run: onTest,
    },
    { id: `toggle ${detail}`, name: toggle, detail, icon: PenLine, run: onToggle },
    !connection.isDefault && {
      id: `default ${detail}`,
      name: 'Make default',
      detail,
      icon: Check,
      run: onMakeDefault,
    },
    onRemove !== undefined && {
      id: `remove ${detail}`,
      name: 'Remove…',
      detail,
      icon: Trash2,
      run: onRemove,
    },
  ]
  usePageCommands(
    'On this page',
    commands.filter((command) => command !== false),
  )
}
