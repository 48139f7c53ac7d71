import { PageFrame } from '../../ui/page-frame'
import { useSettled } from '../../ui/use-settled'
import { RunFilters } from './run-filters'
import { RunHits } from './run-hits'
import { RunList } from './run-list'
import { useRunFilters } from './use-run-filters'
import './runs-page.css'

/** Every run that was ever made: to be filtered, searched, run again, deleted. */
export default function RunsPage() {
  const [filters, change] = useRunFilters()
  const typed = filters.query.trim()
  const query = useSettled(typed, typed === '' ? 0 : 150)
  return (
    <PageFrame title="Runs" actions={<RunFilters filters={filters} onChange={change} />}>
      {query === '' ? (
        <RunList filters={filters} onShowAll={() => change({ workflowId: null, status: null })} />
      ) : (
        <RunHits
          query={query}
          filters={filters}
          onShowAll={() => change({ query: '', workflowId: null, status: null })}
        />
      )}
    </PageFrame>
  )
}
