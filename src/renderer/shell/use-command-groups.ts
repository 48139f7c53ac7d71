import { LayoutPanelTop, PanelLeft, Play, Plus, SunMoon, Workflow, Zap, type LucideIcon } from 'lucide-react'
import { useNavigate } from 'react-router'
import { useStore } from 'zustand'
import { useAppState } from '../state/app-state'
import { useAnswer } from '../state/use-answer'
import { formatCount } from '../ui/format-count'
import { useSettled } from '../ui/use-settled'
import { DESTINATIONS } from './destinations'

export interface PaletteItem {
  id: string
  name: string
  detail?: string
  icon: LucideIcon
  shortcut?: string
  run: () => void
}

export interface PaletteGroup {
  heading: string
  items: PaletteItem[]
}

const MOST_WORKFLOWS = 8
const TYPING_PAUSE_MS = 120

/** Everything the palette can do; workflows by what was typed, for there may be thousands. */
export function useCommandGroups(search: string): PaletteGroup[] {
  const page = useStore(useAppState().commands.store, (state) => state.page)
  const workflows = useWorkflows(search)
  const templates = useTemplates()
  const actions = useActions()
  const groups: PaletteGroup[] = [
    {
      heading: page?.heading ?? '',
      items: (page?.commands ?? []).map((command) => ({ icon: Zap, ...command })),
    },
    { heading: 'Workflows', items: workflows },
    { heading: 'Go to', items: usePages() },
    { heading: 'Actions', items: actions },
    { heading: 'Templates', items: templates },
  ]
  return groups.filter((group) => group.items.length > 0)
}

function usePages(): PaletteItem[] {
  const navigate = useNavigate()
  return DESTINATIONS.map(({ path, name, icon, shortcut }) => ({
    id: `page ${path}`,
    name,
    icon,
    shortcut,
    run: () => void navigate(path),
  }))
}

function useActions(): PaletteItem[] {
  const navigate = useNavigate()
  const { settings } = useAppState()
  const theme = useStore(settings.store, (state) => state.theme)
  const collapsed = useStore(settings.store, (state) => state.settings?.sidebarCollapsed ?? false)
  const themes = (['light', 'dark', 'system'] as const).filter((choice) => choice !== theme)
  return [
    {
      id: 'action new-workflow',
      name: 'New workflow',
      icon: Plus,
      shortcut: 'n',
      run: () => void navigate('/workflows/new'),
    },
    ...themes.map((choice) => ({
      id: `action theme-${choice}`,
      name: choice === 'system' ? 'Follow the system’s theme' : `Use the ${choice} theme`,
      icon: SunMoon,
      run: () => void settings.change({ theme: choice }),
    })),
    {
      id: 'action sidebar',
      name: collapsed ? 'Expand sidebar' : 'Collapse sidebar',
      icon: PanelLeft,
      shortcut: 'mod+b',
      run: () => void settings.toggleSidebar(),
    },
  ]
}

function useWorkflows(search: string): PaletteItem[] {
  const navigate = useNavigate()
  const { runSheet } = useAppState()
  const wanted = useSettled(search.trim(), TYPING_PAUSE_MS)
  const { data } = useAnswer(`palette workflows ${wanted}`, (client, signal) =>
    client.workflows.list({ limit: MOST_WORKFLOWS, ...(wanted !== '' && { search: wanted }) }, { signal }),
  )
  return (data?.items ?? []).flatMap((workflow) => [
    {
      id: `workflow ${workflow.id}`,
      name: workflow.name,
      detail: workflow.description || formatCount(workflow.stepCount, 'step'),
      icon: Workflow,
      run: () => void navigate(`/workflows/${workflow.id}`),
    },
    {
      id: `run ${workflow.id}`,
      name: `Run ${workflow.name}`,
      icon: Play,
      run: () =>
        runSheet.ask({ subject: { kind: 'workflow', workflowId: workflow.id }, name: workflow.name }),
    },
  ])
}

function useTemplates(): PaletteItem[] {
  const navigate = useNavigate()
  const { client } = useAppState().connection
  const { data } = useAnswer('palette templates', (api, signal) => api.templates.list({}, { signal }))
  return (data ?? []).map((template) => ({
    id: `template ${template.id}`,
    name: `Use template ${template.name}`,
    detail: formatCount(template.steps.length, 'step'),
    icon: LayoutPanelTop,
    run: () =>
      // If it fails, the Templates page is where the error can be read when it is tried there.
      void client.workflows.create({ templateId: template.id }).then(
        (workflow) => navigate(`/workflows/${workflow.id}`),
        () => navigate('/templates'),
      ),
  }))
}
