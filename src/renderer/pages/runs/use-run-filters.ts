import { RUN_STATUSES, type RunStatus } from '@shared/model/run'
import { useSearchParams } from 'react-router'

export interface RunFilters {
  workflowId: string | null
  status: RunStatus | null
  /** As it is typed. */
  query: string
}

/** What the Runs page shows stands in its address, so that going back or reloading shows the same. */
export function useRunFilters(): [RunFilters, (change: Partial<RunFilters>) => void] {
  const [search, setSearch] = useSearchParams()
  const filters: RunFilters = {
    workflowId: search.get('workflow'),
    status: RUN_STATUSES.find((status) => status === search.get('status')) ?? null,
    query: search.get('search') ?? '',
  }
  const change = (changes: Partial<RunFilters>): void => {
    const { workflowId, status, query } = { ...filters, ...changes }
    setSearch(
      {
        ...(workflowId !== null && { workflow: workflowId }),
        ...(status !== null && { status }),
        ...(query !== '' && { search: query }),
      },
      { replace: true },
    )
  }
  return [filters, change]
}
