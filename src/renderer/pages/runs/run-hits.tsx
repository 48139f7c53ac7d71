import type { SearchHit } from '@shared/contract/run-views'
import { Fragment, useId, type KeyboardEvent } from 'react'
import { Link } from 'react-router'
import { useAppState } from '../../state/app-state'
import { usePagedList } from '../../state/use-paged-list'
import { useReloadWhenChanged } from '../../state/use-reload-when-changed'
import { Button } from '../../ui/button'
import { formatCount } from '../../ui/format-count'
import { formatMoment } from '../../ui/format-time'
import '../../ui/list.css'
import { RowKeysHint } from '../../ui/row-keys-hint'
import { runStatusLook } from '../../ui/run-status-look'
import { Skeleton } from '../../ui/skeleton'
import { StatusLabel } from '../../ui/status-label'
import { useNow } from '../../ui/use-now'
import { useRowKeys } from '../../ui/use-row-keys'
import { ErrorNotice } from '../error-notice'
import { OfferedButton } from '../offered-button'
import type { RunFilters } from './use-run-filters'

interface RunHitsProps {
  query: string
  filters: RunFilters
  onShowAll: () => void
}

/** Where in the outputs the words stand, marked; a hit leads to its step. */
export function RunHits({ query, filters: { workflowId, status }, onShowAll }: RunHitsProps) {
  const { connection, runs } = useAppState()
  const { client } = connection
  const list = usePagedList<SearchHit>(`hits ${query} ${workflowId} ${status}`, (page, signal) =>
    client.runs.search(
      {
        ...page,
        query,
        ...(workflowId !== null && { workflowId }),
        ...(status !== null && { statuses: [status] }),
      },
      { signal },
    ),
  )
  useReloadWhenChanged(runs, list.reload)
  const { area, onRowKey } = useRowKeys(list.items, {})
  const now = useNow(30_000)
  const left = (list.total ?? 0) - list.items.length
  return (
    <>
      {list.error !== null && (
        <ErrorNotice error={list.error} title="The outputs could not be searched." onRetry={list.reload} />
      )}
      {list.total === null && list.error === null && <Skeleton />}
      {list.total === 0 && (
        <p className="list-text">
          No output has “{query}” in it.{' '}
          <OfferedButton under="On this page" offer="Show all" look="ghost" size="small" onClick={onShowAll}>
            Show all
          </OfferedButton>
        </p>
      )}
      {list.items.length > 0 && (
        <div ref={area}>
          <p className="list-head" role="status">
            {formatCount(list.total ?? list.items.length, 'hit')}
          </p>
          <ul className="list" aria-label="Hits">
            {list.items.map((hit, index) => (
              <Hit
                key={`${hit.runId} ${hit.stepId}`}
                hit={hit}
                now={now}
                place={{ 'aria-posinset': index + 1, 'aria-setsize': list.total ?? list.items.length }}
                onKeyDown={(event) => onRowKey(event, index)}
              />
            ))}
          </ul>
          {left > 0 && (
            <p className="hits-more">
              <Button onClick={() => list.need(list.items.length + 1)}>
                Show more of {left.toLocaleString('en')}
              </Button>
            </p>
          )}
          <p className="page-note">
            <RowKeysHint />
          </p>
        </div>
      )}
    </>
  )
}

interface HitProps {
  hit: SearchHit
  now: number
  place: { 'aria-posinset': number; 'aria-setsize': number }
  onKeyDown: (event: KeyboardEvent) => void
}

function Hit({ hit, now, place, onKeyDown }: HitProps) {
  const nameId = useId()
  const words = hit.snippet.map(({ text, hit: marked }, index) =>
    marked ? <mark key={index}>{text}</mark> : <Fragment key={index}>{text}</Fragment>,
  )
  return (
    <li className="list-row hit" {...place} aria-labelledby={nameId}>
      <div className="hit-place">
        <Link
          id={nameId}
          className="list-name truncated"
          to={`/runs/${hit.runId}?step=${encodeURIComponent(hit.stepId)}`}
          onKeyDown={onKeyDown}
        >
          {hit.field === 'label' ? words : hit.stepLabel}
        </Link>
        <span className="list-meta truncated">{hit.workflowName}</span>
        <StatusLabel status={runStatusLook(hit.status, hit.pauseReason)} />
        <span className="list-meta figures">{formatMoment(hit.createdAt, now)}</span>
      </div>
      {hit.field === 'output' && <p className="hit-snippet">{words}</p>}
    </li>
  )
}
