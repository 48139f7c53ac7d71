import { History } from 'lucide-react'
import { useNavigate } from 'react-router'
import { useAnswer } from '../../state/use-answer'
import { formatAgo } from '../../ui/format-time'
import { runStatusLook } from '../../ui/run-status-look'
import type { FoundItems } from './palette-item'

const MOST_RUNS = 30

/** The newest runs. Older ones are found on their page, by what is in them. */
export function useRunItems(now: number): FoundItems {
  const navigate = useNavigate()
  const { data, loading } = useAnswer('palette runs', (client, signal) =>
    client.runs.list({ limit: MOST_RUNS }, { signal }),
  )
  const items = (data?.items ?? []).map((run) => {
    const status = runStatusLook(run.status, run.pauseReason)
    const ago = formatAgo(run.createdAt, now)
    const parts = [
      run.inputPreview === null || run.inputPreview === '' ? 'run' : `run on “${run.inputPreview}”`,
      status.word.toLowerCase(),
      ago === 'just now' ? ago : `${ago} ago`,
    ]
    return {
      id: `show-run ${run.id}`,
      name: run.workflowName,
      detail: parts.join(', '),
      icon: History,
      path: `/runs/${run.id}`,
      status,
      usedAt: run.createdAt,
      handicap: 0.05,
      run: () => void navigate(`/runs/${run.id}`),
    }
  })
  return { items, isSearching: loading }
}
