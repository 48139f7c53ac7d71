import { memo, useMemo } from 'react'
import type { StepAnalysis } from '../analysis/analyse-steps'
import { layOutFlow, type Flow, type FlowBranch } from '../analysis/lay-out-flow'
import { useView } from '../builder-context'
import { centreOf, type ListShape } from './list-shape'
import type { RowsInView } from './use-rows-in-view'
import './flow-margin.css'

interface FlowMarginProps {
  analysis: readonly StepAnalysis[]
  /** Position of the step whose lines stand out; -1: none. */
  picked: number
  shape: ListShape
  rows: RowsInView
}

const MOST_LANES = 3

/** Beside the list: which step feeds which. Solid between neighbours that read each other, dotted where they don't. */
export const FlowMargin = memo(function FlowMargin({ analysis, picked, shape, rows }: FlowMarginProps) {
  const dragging = useView((view) => view.draggedStepId !== null)
  const flow = useMemo(() => layOutFlow(analysis, MOST_LANES), [analysis])
  if (analysis.length === 0) return null
  return (
    <svg className="flow" data-dragging={dragging || undefined} aria-hidden="true">
      <AllLines flow={flow} last={analysis.length - 1} shape={shape} rows={rows} />
      <PickedLines flow={flow} picked={picked} shape={shape} />
    </svg>
  )
})

interface AllLinesProps {
  flow: Flow
  last: number
  shape: ListShape
  rows: RowsInView
}

/** All lines beside the rows that are in view. */
const AllLines = memo(function AllLines({ flow, last, shape, rows }: AllLinesProps) {
  const isInView = (from: number, to: number): boolean =>
    Math.max(from, to) >= rows.first && Math.min(from, to) <= rows.last
  return (
    <>
      {flow.joined.map(
        (isJoined, from) =>
          isInView(from, from + 1) && (
            <path
              key={from}
              className={isJoined ? 'flow-spine' : 'flow-gap'}
              d={neighbourPath(from, shape)}
            />
          ),
      )}
      {isInView(last, last) && <path className="flow-gap" d={endPath(last, shape)} />}
      {flow.branches.map(
        (branch) =>
          isInView(branch.from, branch.to) && (
            <Branch key={`${branch.from} ${branch.to}`} branch={branch} shape={shape} />
          ),
      )}
    </>
  )
})

function Branch({ branch, shape }: { branch: FlowBranch; shape: ListShape }) {
  if (!branch.broken) return <path className="flow-branch" d={branchPath(branch, shape)} />
  return (
    <g className="flow-branch flow-broken">
      <path className="flow-broken-line" d={linePath(branch, shape)} />
      <path d={headPath(branch, shape)} />
    </g>
  )
}

interface PickedLinesProps {
  flow: Flow
  picked: number
  shape: ListShape
}

/** The lines of one step once more, on top of the others. */
const PickedLines = memo(function PickedLines({ flow, picked, shape }: PickedLinesProps) {
  const neighbours = [picked - 1, picked].filter((from) => flow.joined[from] === true)
  const branches = flow.branches.filter(
    ({ from, to, broken }) => !broken && (from === picked || to === picked),
  )
  return (
    <>
      {neighbours.map((from) => (
        <path key={from} className="flow-spine" data-picked d={neighbourPath(from, shape)} />
      ))}
      {branches.map((branch) => (
        <path
          key={`${branch.from} ${branch.to}`}
          className="flow-branch"
          data-picked
          d={branchPath(branch, shape)}
        />
      ))}
    </>
  )
})

/** Between the centre of a number and where its line begins. */
const GAP = 13

function spineOf({ narrow }: ListShape): number {
  return narrow ? 49 : 69
}

function neighbourPath(from: number, shape: ListShape): string {
  return `M${spineOf(shape)} ${centreOf(from, shape) + GAP}V${centreOf(from + 1, shape) - GAP}`
}

/** Below the last step, to where the next one will be. */
function endPath(last: number, shape: ListShape): string {
  const below = last === shape.open ? shape.openHeight - 46 : 0
  return `M${spineOf(shape)} ${centreOf(last, shape) + GAP + below}v22`
}

const RADIUS = 7

function branchPath(branch: FlowBranch, shape: ListShape): string {
  return `${linePath(branch, shape)}${headPath(branch, shape)}`
}

/** Out of the source, along its lane, and into the reader. */
function linePath({ from, to, lane }: FlowBranch, shape: ListShape): string {
  const x = spineOf(shape)
  const laneX = x - 12 - lane * (shape.narrow ? 12 : 15)
  const start = centreOf(from, shape) + 3
  const end = centreOf(to, shape) - 3
  const turn = end > start ? RADIUS : -RADIUS
  return (
    `M${x - 11} ${start}H${laneX + RADIUS}q${-RADIUS} 0 ${-RADIUS} ${turn}V${end - turn}` +
    `q0 ${turn} ${RADIUS} ${turn}H${x - 15}`
  )
}

function headPath({ to }: FlowBranch, shape: ListShape): string {
  return `M${spineOf(shape) - 17.5} ${centreOf(to, shape) - 6}l3.2 3-3.2 3`
}
