import { Notice } from '../../ui/notice'

/** As they are headed on the pages. What has no place there is none of the user's concern. */
const TITLES: Record<string, string> = {
  theme: 'Theme',
  sidebarCollapsed: 'Sidebar',
  defaultConnection: 'Default connection',
  defaultConcurrency: 'Steps at a time',
  defaultBudgetUsd: 'Budget of a run',
  defaultReuse: 'Reuse',
  notifications: 'Notifications',
}

/** Says which settings another window had set when they were about to be overwritten. */
export function ChangedElsewhere({ names }: { names: string[] }) {
  const titles = names.map((name) => TITLES[name]).filter((title) => title !== undefined)
  if (titles.length === 0) return null
  return (
    <Notice tone="warn" title={`Changed in another window meanwhile: ${titles.join(', ')}.`}>
      What was set there is shown now, and nothing of it was overwritten. To have it otherwise, set it again.
    </Notice>
  )
}
