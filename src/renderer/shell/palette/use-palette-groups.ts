import { Zap } from 'lucide-react'
import { useState } from 'react'
import { useLocation } from 'react-router'
import { useStore } from 'zustand'
import { useAppState } from '../../state/app-state'
import type { Offer } from '../../state/command-store'
import { recentCommands } from '../../state/recent-commands'
import type { GlobalCommand } from '../use-global-commands'
import type { PaletteGroup, PaletteItem } from './palette-item'
import { useGuideItems } from './use-guide-items'
import { useRunItems } from './use-run-items'
import { useTemplateItems } from './use-template-items'
import { useWorkflowItems } from './use-workflow-items'

const MOST_RUNS_UNASKED = 5

/** What the page offers, under each heading what any part of it does. Never among the recent: it goes with its page. */
function groupOffers(offers: readonly Offer[]): PaletteGroup[] {
  return [...Map.groupBy(offers, ({ heading }) => heading)].map(([heading, parts]) => ({
    heading,
    items: parts.flatMap(({ commands }) =>
      commands.map(({ shortcut, ...command }) => ({
        icon: Zap,
        ...command,
        id: [heading, command.id, command.detail].join(' '),
        ...(shortcut !== undefined && { command: shortcut }),
      })),
    ),
  }))
}

/** Everything the palette can do, before it is searched. */
export function usePaletteGroups(
  search: string,
  globals: GlobalCommand[],
  now: number,
): { groups: PaletteGroup[]; isSearching: boolean } {
  const { commands, connection } = useAppState()
  const offers = useStore(commands.store, (state) => state.offers)
  const isConnected = useStore(connection.status, ({ phase }) => phase === 'open')
  const [uses] = useState(recentCommands)
  const { pathname } = useLocation()
  const used = (item: PaletteItem): PaletteItem => {
    // Whoever is there already does not want to get there.
    if (item.path === pathname) return { ...item, usedAt: 0 }
    const usedAt = uses.get(item.id)
    return usedAt === undefined ? item : { ...item, usedAt: Math.max(usedAt, item.usedAt ?? 0) }
  }
  const workflows = useWorkflowItems(search)
  const allRuns = useRunItems(now)
  const runs = search.trim() === '' ? allRuns.items.slice(0, MOST_RUNS_UNASKED) : allRuns.items
  const templates = useTemplateItems()
  const guide = useGuideItems(search)
  const globalsOf = (kind: GlobalCommand['kind']): PaletteItem[] =>
    globals.filter((command) => command.kind === kind && command.idle !== true)
  const groups: PaletteGroup[] = [
    ...groupOffers(offers),
    { heading: 'Workflows', items: workflows.items.map(used) },
    { heading: 'Runs', items: runs.map(used) },
    { heading: 'Go to', items: globalsOf('page') },
    { heading: 'Actions', items: globalsOf('action').map(used) },
    { heading: 'Templates', items: templates.items.map(used) },
    { heading: 'Guide', items: guide.map(used) },
  ]
  return {
    groups: groups.filter((group) => group.items.length > 0),
    // A core that is away finds nothing.
    isSearching: isConnected && [workflows, allRuns, templates].some(({ isSearching }) => isSearching),
  }
}
