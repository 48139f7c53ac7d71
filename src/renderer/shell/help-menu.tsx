import { commandOf } from '@shared/commands'
import { CircleHelp, Keyboard, Variable } from 'lucide-react'
import { useAppState } from '../state/app-state'
import { Menu, MenuItem } from '../ui/menu'

/** At the foot of the sidebar: the sheets that explain. */
export function HelpMenu({ collapsed }: { collapsed: boolean }) {
  const { help } = useAppState()
  return (
    <Menu
      trigger={
        <button type="button" className="main-link help-button" aria-label={collapsed ? 'Help' : undefined}>
          <CircleHelp aria-hidden="true" />
          <span>Help</span>
        </button>
      }
    >
      <MenuItem icon={Keyboard} shortcut="shortcuts" onSelect={() => help.show('shortcuts')}>
        {commandOf('shortcuts').name}
      </MenuItem>
      <MenuItem icon={Variable} shortcut="promptLanguage" onSelect={() => help.show('promptLanguage')}>
        {commandOf('promptLanguage').name}
      </MenuItem>
    </Menu>
  )
}
