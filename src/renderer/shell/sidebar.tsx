import { PanelLeftClose, PanelLeftOpen, Search } from 'lucide-react'
import { NavLink } from 'react-router'
import { useStore } from 'zustand'
import { useAppState } from '../state/app-state'
import { IconButton } from '../ui/icon-button'
import { ariaShortcut, CommandKeys } from '../ui/shortcut'
import { Tooltip } from '../ui/tooltip'
import { useMedia } from '../ui/use-media'
import { BrandMark } from './brand-mark'
import { DESTINATIONS, type Destination } from './destinations'
import { HelpMenu } from './help-menu'
import { RunningNow } from './running-now'
import './sidebar.css'

export function Sidebar() {
  const { settings, commands } = useAppState()
  const narrow = useMedia('(max-width: 1040px)')
  const collapsedByUser = useStore(settings.store, (state) => state.settings?.sidebarCollapsed ?? false)
  const collapsed = narrow || collapsedByUser
  const toggle = (): void => void settings.toggleSidebar()

  return (
    <aside className="sidebar" data-collapsed={collapsed || undefined} aria-label="Sidebar">
      <div className="brand">
        <BrandMark />
        <span className="brand-name">Baton</span>
        {!narrow && (
          <IconButton
            className="sidebar-toggle"
            size="small"
            icon={collapsed ? PanelLeftOpen : PanelLeftClose}
            label={collapsed ? 'Expand sidebar' : 'Collapse sidebar'}
            shortcut="toggleSidebar"
            side="right"
            onClick={toggle}
          />
        )}
      </div>
      <SearchOrJump collapsed={collapsed} onOpen={commands.toggle} />
      <nav className="main-nav" aria-label="Main">
        {DESTINATIONS.map((destination) => (
          <MainLink key={destination.path} destination={destination} collapsed={collapsed} />
        ))}
      </nav>
      <RunningNow collapsed={collapsed} />
      <HelpMenu collapsed={collapsed} />
    </aside>
  )
}

function SearchOrJump({ collapsed, onOpen }: { collapsed: boolean; onOpen: () => void }) {
  const button = (
    <button
      type="button"
      className="search-or-jump"
      aria-label={collapsed ? 'Search or jump' : undefined}
      aria-keyshortcuts={ariaShortcut('palette')}
      onClick={onOpen}
    >
      <Search aria-hidden="true" />
      <span>Search or jump</span>
      <CommandKeys command="palette" />
    </button>
  )
  if (!collapsed) return button
  return (
    <Tooltip content="Search or jump" shortcut="palette" side="right">
      {button}
    </Tooltip>
  )
}

function MainLink({ destination, collapsed }: { destination: Destination; collapsed: boolean }) {
  const { path, name, icon: Icon, command } = destination
  return (
    <Tooltip content={collapsed ? name : `Go to ${name}`} shortcut={command} side="right">
      <NavLink to={path} className="main-link" aria-label={collapsed ? name : undefined}>
        <Icon aria-hidden="true" />
        <span>{name}</span>
      </NavLink>
    </Tooltip>
  )
}
