import { useLayoutEffect, useRef, useState } from 'react'
import { edgePath } from '../../ui/edge-path'
import type { Layout } from '../run/lay-out-lanes'
import { OutlineRow } from './outline-row'
import type { OutlinedStep } from './outline-steps'

interface OutlineLineProps {
  steps: readonly OutlinedStep[]
  layout: Layout
  /** Ids of the steps whose prompts are shown. */
  open: ReadonlySet<string>
  onToggle: (id: string) => void
}

/** From the top of a row to the middle of its dot. */
const DOT_Y = 15
const LANE = 17
/** These dots are small: nothing was done yet. */
const CLEAR = 6

/** The steps on the line of their run, as the run's page will draw it. */
export function OutlineLine({ steps, layout, open, onToggle }: OutlineLineProps) {
  const list = useRef<HTMLOListElement>(null)
  const [tops, setTops] = useState<number[]>([])
  const [height, setHeight] = useState(0)
  useLayoutEffect(() => {
    const element = list.current
    if (element === null) return
    const measure = (): void => {
      setTops([...element.querySelectorAll('li')].map((row) => row.offsetTop))
      setHeight(element.offsetHeight)
    }
    measure()
    // Prompts come and go, and wrap as the window changes.
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [steps])

  const laneX = (lane: number): number => 9 + lane * LANE
  const textX = laneX(Math.max(0, ...layout.lanes)) + LANE
  const places = tops.map((top, position) => ({ x: laneX(layout.lanes[position] ?? 0), y: top + DOT_Y }))
  return (
    <ol className="outline-line" ref={list}>
      <svg className="outline-edges" style={{ height }} aria-hidden="true">
        {layout.edges.map(({ from, to }) => {
          const [start, end] = [places[from], places[to]]
          return start && end && <path key={`${from}-${to}`} d={edgePath(start, end, CLEAR)} />
        })}
      </svg>
      {steps.map((step, position) => (
        <OutlineRow
          key={step.id}
          step={step}
          position={position}
          labels={step.reads.map((read) => steps[read]?.settings.label ?? '')}
          dotX={laneX(layout.lanes[position] ?? 0)}
          textX={textX}
          open={open.has(step.id)}
          onToggle={onToggle}
        />
      ))}
    </ol>
  )
}
