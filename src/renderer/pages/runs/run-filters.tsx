import { RUN_STATUSES, type RunStatus } from '@shared/model/run'
import { useRef } from 'react'
import { useAnswer } from '../../state/use-answer'
import { FilterMenu } from '../../ui/filter-menu'
import { runStatusLook } from '../../ui/run-status-look'
import { SearchField } from '../../ui/search-field'
import { useShortcut } from '../../ui/use-shortcut'
import type { RunFilters as Filters } from './use-run-filters'

interface RunFiltersProps {
  filters: Filters
  onChange: (change: Partial<Filters>) => void
}

const ALL = 'all'
/** The list is for choosing from; a workflow that was not touched for long is found by searching. */
const MOST_WORKFLOWS = 200

const STATUSES: readonly { value: RunStatus | typeof ALL; name: string }[] = [
  { value: ALL, name: 'Every status' },
  ...RUN_STATUSES.map((status) => ({ value: status, name: runStatusLook(status, null).word })),
]

/** Which runs are to be seen: by workflow, by status, by what stands in their outputs. */
export function RunFilters({ filters, onChange }: RunFiltersProps) {
  const workflows = useAnswer('workflows to filter by', (client, signal) =>
    client.workflows.list({ limit: MOST_WORKFLOWS }, { signal }),
  )
  const known = (workflows.data?.items ?? []).map(({ id, name }) => ({ value: id, name }))
  const { workflowId } = filters
  const chosenIsKnown = workflowId === null || known.some(({ value }) => value === workflowId)
  const searchField = useRef<HTMLInputElement>(null)
  useShortcut('search', () => searchField.current?.focus())
  return (
    <div className="run-filters">
      <FilterMenu
        label="Workflow"
        value={workflowId ?? ALL}
        options={[
          { value: ALL, name: 'Every workflow' },
          ...known,
          ...(chosenIsKnown ? [] : [{ value: workflowId, name: 'One workflow' }]),
        ]}
        onChange={(value) => onChange({ workflowId: value === ALL ? null : value })}
      />
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
