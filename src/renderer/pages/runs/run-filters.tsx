import { RUN_STATUSES, type RunStatus } from '@shared/model/run'
import { useRef } from 'react'
import { FilterMenu } from '../../ui/filter-menu'
import { runStatusLook } from '../../ui/run-status-look'
import { SearchField } from '../../ui/search-field'
import { useShortcut } from '../../ui/use-shortcut'
import type { RunFilters as Filters } from './use-run-filters'
import { WorkflowFilter } from './workflow-filter'

interface RunFiltersProps {
  filters: Filters
  onChange: (change: Partial<Filters>) => void
}

const ALL = 'all'

const STATUSES: readonly { value: RunStatus | typeof ALL; name: string }[] = [
  { value: ALL, name: 'Every status' },
  ...RUN_STATUSES.map((status) => ({ value: status, name: runStatusLook(status, null).word })),
]

/** Which runs are to be seen: by workflow, by status, by what stands in their outputs. */
export function RunFilters({ filters, onChange }: RunFiltersProps) {
  const searchField = useRef<HTMLInputElement>(null)
  useShortcut('search', () => searchField.current?.focus())
  return (
    <div className="run-filters">
      <WorkflowFilter workflowId={filters.workflowId} onChange={(workflowId) => onChange({ workflowId })} />
      <FilterMenu
        label="Status"
        value={filters.status ?? ALL}
        options={STATUSES}
        onChange={(value) => onChange({ status: value === ALL ? null : value })}
      />
      <SearchField
        ref={searchField}
        label="Search outputs"
        value={filters.query}
        onChange={(query) => onChange({ query })}
        shortcut="search"
      />
    </div>
  )
}
