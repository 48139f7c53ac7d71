import { commandOf } from '@shared/commands'
import { BookOpen, CircleHelp, Keyboard, Variable } from 'lucide-react'
import { useLocation, useNavigate } from 'react-router'
import { useAppState } from '../state/app-state'
import { Menu, MenuItem } from '../ui/menu'

/** At the foot of the sidebar: what explains. */
export function HelpMenu({ collapsed }: { collapsed: boolean }) {
  const navigate = useNavigate()
  const { help } = useAppState()
  const inGuide = /^\/guide(\/|$)/.test(useLocation().pathname)
  return (
    <Menu
      trigger={
        <button
          type="button"
          className="main-link help-button"
          aria-label={collapsed ? 'Help' : undefined}
          data-current={inGuide || undefined}
        >
          <CircleHelp aria-hidden="true" />
          <span>Help</span>
        </button>
      }
    >
      <MenuItem icon={BookOpen} shortcut="guide" onSelect={() => void navigate('/guide')}>
        {commandOf('guide').name}
      </MenuItem>
      <MenuItem icon={Keyboard} shortcut="shortcuts" onSelect={() => help.show('shortcuts')}>
        {commandOf('shortcuts').name}
      </MenuItem>
      <MenuItem icon={Variable} shortcut="promptLanguage" onSelect={() => help.show('promptLanguage')}>
        {commandOf('promptLanguage').name}
      </MenuItem>
    </Menu>
  )
}
