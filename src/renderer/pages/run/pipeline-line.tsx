import type { StepRun } from '@shared/model/run'
import { memo } from 'react'
import { edgePath, type Point } from '../../ui/edge-path'
import { staleEdges } from './stale-edges'

interface Edge {
  from: number
  to: number
}

interface PipelineLineProps {
  steps: readonly StepRun[]
  edges: readonly Edge[]
  places: readonly Point[]
  height: number
}

type EdgeState = 'ahead' | 'done' | 'stale' | 'retrying' | 'held' | 'live'

/** What is drawn later lies on top: where the work is held now. */
const ORDER: EdgeState[] = ['ahead', 'done', 'stale', 'retrying', 'held', 'live']

/** The line that joins the steps. */
export function PipelineLine({ steps, edges, places, height }: PipelineLineProps) {
  const stale = new Map(staleEdges(steps, edges).map((edge) => [keyOf(edge), edge]))
  const drawn = [...new Map([...edges.map((edge) => [keyOf(edge), edge] as const), ...stale]).values()]
    .flatMap((edge) => {
      const [start, end, step] = [places[edge.from], places[edge.to], steps[edge.to]]
      if (start === undefined || end === undefined || step === undefined) return []
      const key = keyOf(edge)
      const state = edgeState(step)
      return [
        {
          key,
          path: edgePath(start, end),
          state: state === 'done' && stale.has(key) ? ('stale' as const) : state,
        },
      ]
    })
    .sort((one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state))
  return (
    <svg className="pipeline-line" style={{ height }} aria-hidden="true">
      {drawn.map((edge) => (
        <DrawnEdge key={edge.key} path={edge.path} state={edge.state} />
      ))}
    </svg>
  )
}

const DrawnEdge = memo(function DrawnEdge({ path, state }: { path: string; state: EdgeState }) {
  return (
    <>
      <path className={`edge edge-${state}`} d={path} />
      {/* The baton: it travels once, when the work is handed over, and then rests in the dot. */}
      {(state === 'live' || state === 'held') && <path className="baton" d={path} pathLength={100} />}
    </>
  )
})

function keyOf({ from, to }: Edge): string {
  return `${from}-${to}`
}

function edgeState(step: StepRun): EdgeState {
  switch (step.status) {
    case 'running':
      return 'live'
    case 'awaiting_review':
      return 'held'
    case 'waiting':
      return 'retrying'
    case 'completed':
    case 'skipped':
    case 'failed':
      return 'done'
    case 'pending':
      return 'ahead'
  }
}
