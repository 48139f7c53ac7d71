import type { CommandName } from '@shared/commands'
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
  command: CommandName
}

export const DESTINATIONS: readonly Destination[] = [
  { path: '/workflows', name: 'Workflows', icon: Workflow, command: 'goToWorkflows' },
  { path: '/runs', name: 'Runs', icon: History, command: 'goToRuns' },
  { path: '/templates', name: 'Templates', icon: LayoutPanelTop, command: 'goToTemplates' },
  { path: '/usage', name: 'Usage', icon: ChartNoAxesColumn, command: 'goToUsage' },
  { path: '/settings', name: 'Settings', icon: Settings2, command: 'goToSettings' },
]
