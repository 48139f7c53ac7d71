import {
  ChartNoAxesColumn,
  History,
  LayoutPanelTop,
  Settings2,
  Workflow,
  type LucideIcon,
} from 'lucide-react'

/** A page that the sidebar and the palette lead to. */
export interface Destination {
  path: string
  name: string
  icon: LucideIcon
  shortcut: string
}

export const DESTINATIONS: readonly Destination[] = [
  { path: '/workflows', name: 'Workflows', icon: Workflow, shortcut: 'g w' },
  { path: '/runs', name: 'Runs', icon: History, shortcut: 'g r' },
  { path: '/templates', name: 'Templates', icon: LayoutPanelTop, shortcut: 'g t' },
  { path: '/usage', name: 'Usage', icon: ChartNoAxesColumn, shortcut: 'g u' },
  { path: '/settings', name: 'Settings', icon: Settings2, shortcut: 'g s' },
]
