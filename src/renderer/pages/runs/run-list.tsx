import type { RunSummary } from '@shared/contract'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useAppState } from '../../state/app-state'
import { usePagedList } from '../../state/use-paged-list'
import { useReloadWhenChanged } from '../../state/use-reload-when-changed'
import { Button } from '../../ui/button'
import { EmptyState } from '../../ui/empty-state'
import { formatCount } from '../../ui/format-count'
import { RowKeysHint } from '../../ui/row-keys-hint'
import { Skeleton } from '../../ui/skeleton'
import { useNow } from '../../ui/use-now'
import { useRowKeys } from '../../ui/use-row-keys'
import { VirtualRows } from '../../ui/virtual-rows'
import { ErrorNotice } from '../error-notice'
import { OfferedButton } from '../offered-button'
import { useReloadWhenRunsChange } from '../workflows/use-reload-when-runs-change'
import { RunRow } from './run-row'
import { useRunRowActions } from './use-run-row-actions'
import { useRunRowCommands } from './use-run-row-commands'
import type { RunFilters } from './use-run-filters'

interface RunListProps {
  filters: RunFilters
  onShowAll: () => void
}

/** The runs that pass the filters, newest first. */
export function RunList({ filters: { workflowId, status }, onShowAll }: RunListProps) {
  const navigate = useNavigate()
  const { connection, runs } = useAppState()
  const { client } = connection
  const list = usePagedList<RunSummary>(`runs ${workflowId} ${status}`, (page, signal) =>
    client.runs.list(
      {
        ...page,
        ...(workflowId !== null && { workflowId }),
        ...(status !== null && { statuses: [status] }),
      },
      { signal },
    ),
  )
  useReloadWhenRunsChange(list.reload)
  useReloadWhenChanged(runs, list.reload)
  const [failure, setFailure] = useState<{ title: string; error: unknown } | null>(null)
  const actions = useRunRowActions(setFailure)
  const [rowAtHand, setRowAtHand] = useState(-1)
  useRunRowCommands(list.items[rowAtHand], actions)
  const { area, onRowKey } = useRowKeys(list.items, { run: actions.runAgain, remove: actions.remove })
  const now = useNow(30_000)
  const filtered = workflowId !== null || status !== null

  return (
    <>
      {failure !== null && <ErrorNotice {...failure} />}
      {list.error !== null && (
        <ErrorNotice error={list.error} title="The runs could not be loaded." onRetry={list.reload} />
      )}
      {list.total === null && list.error === null && <Skeleton />}
      {list.total === 0 && filtered && (
        <p className="list-text">
          No run passes these filters.{' '}
          <OfferedButton under="On this page" offer="Show all" look="ghost" size="small" onClick={onShowAll}>
            Show all
          </OfferedButton>
        </p>
      )}
      {list.total === 0 && !filtered && (
        <EmptyState
          title="Nothing has run yet"
          action={
            <Button look="primary" onClick={() => void navigate('/workflows')}>
              Go to Workflows
            </Button>
          }
        >
          Start a workflow, and each of its runs is kept here: every output and revision, and what it cost.
          All of them can be searched, exported and run again.
        </EmptyState>
      )}
      {list.total !== null && list.total > 0 && (
        <div ref={area} data-focus-then=".list-row:last-of-type .list-name">
          <div className="list-head run-columns" aria-hidden="true">
            <span>Workflow and input</span>
            <span>Status</span>
            <span>Steps</span>
            <span className="run-number">Cost</span>
            <span className="run-number">Started</span>
          </div>
          <VirtualRows
            label="Runs"
            count={list.total}
            rowHeight={60}
            onNeed={list.need}
            onRowFocus={setRowAtHand}
            renderRow={(index, place) => (
              <RunRow
                key={index}
                run={list.items[index]}
                place={place}
                now={now}
                actions={actions}
                onKeyDown={(event) => onRowKey(event, index)}
              />
            )}
          />
          <p className="page-note">
            {formatCount(list.total, 'run')} · <RowKeysHint run="to run again" remove />
          </p>
        </div>
      )}
    </>
  )
}
