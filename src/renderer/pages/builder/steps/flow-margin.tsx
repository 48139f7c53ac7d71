import { memo, useMemo } from 'react'
import type { StepAnalysis } from '../analysis/analyse-steps'
import { layOutFlow } from '../analysis/lay-out-flow'
import { useView } from '../builder-context'
import './flow-margin.css'

interface FlowMarginProps {
  ids: readonly string[]
  analysis: readonly StepAnalysis[]
  /** Positions; -1: none. */
  open: number
  pointed: number
  openHeight: number
  narrow: boolean
}

const ROW = 44
const OPEN_MARGIN = 6
/** Between the centre of a number and where its line begins. */
const GAP = 13

/** Beside the list: which step feeds which. Solid between neighbours that read each other, dotted where they don't. */
export const FlowMargin = memo(function FlowMargin({
  ids,
  analysis,
  open,
  pointed,
  openHeight,
  narrow,
}: FlowMarginProps) {
  const dragging = useView((view) => view.dragging)
  const { joined, branches } = useMemo(() => layOutFlow(analysis, 3), [analysis])
  if (ids.length === 0 || analysis.length !== ids.length) return null
  const spine = narrow ? 49 : 69
  const laneWidth = narrow ? 12 : 15
  const y = (position: number): number => {
    if (open === -1 || position < open) return position * ROW + ROW / 2
    if (position === open) return position * ROW + OPEN_MARGIN + 23
    return position * ROW + ROW / 2 + openHeight - ROW + 2 * OPEN_MARGIN
  }
  const picked = pointed === -1 ? open : pointed
  const isPicked = ({ from, to }: { from: number; to: number }): boolean => from === picked || to === picked
  const last = ids.length - 1
  const ordered = [...branches].sort((one, other) => Number(isPicked(one)) - Number(isPicked(other)))
  return (
    <svg className="flow" data-dragging={dragging || undefined} aria-hidden="true">
      {joined.map((isJoined, from) => (
        <path
          key={ids[from]}
          className={isJoined ? 'flow-spine' : 'flow-gap'}
          data-picked={(isJoined && isPicked({ from, to: from + 1 })) || undefined}
          d={`M${spine} ${y(from) + GAP}V${y(from + 1) - GAP}`}
        />
      ))}
      <path
        className="flow-gap"
        d={`M${spine} ${y(last) + GAP + (last === open ? openHeight - 46 : 0)}v22`}
      />
      {ordered.map((branch) => (
        <Branch
          key={`${ids[branch.from]} ${ids[branch.to]}`}
          broken={branch.broken}
          picked={isPicked(branch)}
          x={spine}
          laneX={spine - 12 - branch.lane * laneWidth}
          fromY={y(branch.from)}
          toY={y(branch.to)}
        />
      ))}
    </svg>
  )
})

interface BranchProps {
  broken: boolean
  picked: boolean
  x: number
  laneX: number
  fromY: number
  toY: number
}

const Branch = memo(function Branch({ broken, picked, x, laneX, fromY, toY }: BranchProps) {
  const radius = 7
  const start = fromY + 3
  const end = toY - 3
  const turn = end > start ? radius : -radius
  return (
    <g className={broken ? 'flow-branch flow-broken' : 'flow-branch'} data-picked={picked || undefined}>
      <path
        d={`M${x - 11} ${start}H${laneX + radius}q${-radius} 0 ${-radius} ${turn}V${end - turn}q0 ${turn} ${radius} ${turn}H${x - 15}`}
      />
      <path d={`M${x - 17.5} ${end - 3}l3.2 3-3.2 3`} />
    </g>
  )
})
