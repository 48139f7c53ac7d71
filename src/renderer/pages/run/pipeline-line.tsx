import type { StepRun } from '@shared/model/run'
import { memo } from 'react'

interface Point {
  x: number
  y: number
}

interface PipelineLineProps {
  steps: readonly StepRun[]
  edges: { from: number; to: number }[]
  places: readonly Point[]
  height: number
}

type EdgeState = 'ahead' | 'done' | 'stale' | 'retrying' | 'held' | 'live'

/** What is drawn later lies on top: where the work is held now. */
const ORDER: EdgeState[] = ['ahead', 'done', 'stale', 'retrying', 'held', 'live']

/** The line that joins the steps. */
export function PipelineLine({ steps, edges, places, height }: PipelineLineProps) {
  const drawn = edges
    .flatMap(({ from, to }) => {
      const [start, end, step] = [places[from], places[to], steps[to]]
      if (start === undefined || end === undefined || step === undefined) return []
      return [{ key: `${from}-${to}`, path: edgePath(start, end), state: edgeState(step) }]
    })
    .sort((one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state))
  return (
    <svg className="pipeline-line" style={{ height }} aria-hidden="true">
      {drawn.map((edge) => (
        <Edge key={edge.key} path={edge.path} state={edge.state} />
      ))}
    </svg>
  )
}

const Edge = memo(function Edge({ path, state }: { path: string; state: EdgeState }) {
  return (
    <>
      <path className={`edge edge-${state}`} d={path} />
      {/* The baton: it travels once, when the work is handed over, and then rests in the dot. */}
      {(state === 'live' || state === 'held') && <path className="baton" d={path} pathLength={100} />}
    </>
  )
})

function edgeState(step: StepRun): EdgeState {
  switch (step.status) {
    case 'running':
      return 'live'
    case 'awaiting_review':
      return 'held'
    case 'waiting':
      return 'retrying'
    case 'completed':
      return step.stale ? 'stale' : 'done'
    case 'skipped':
    case 'failed':
      return 'done'
    case 'pending':
      return 'ahead'
  }
}

const RADIUS = 9
/** From the middle of a dot to where the line begins. */
const CLEAR = 11

function edgePath(from: Point, to: Point): string {
  const start = `M${from.x} ${from.y + CLEAR}`
  const end = `V${to.y - CLEAR}`
  if (from.x === to.x) return start + end
  const across = to.x > from.x ? 1 : -1
  const down = across > 0 ? 'v2' : `V${to.y - CLEAR - 2 - 2 * RADIUS}`
  return (
    start +
    down +
    `q0 ${RADIUS} ${across * RADIUS} ${RADIUS}` +
    `H${to.x - across * RADIUS}` +
    `q${across * RADIUS} 0 ${across * RADIUS} ${RADIUS}` +
    end
  )
}
