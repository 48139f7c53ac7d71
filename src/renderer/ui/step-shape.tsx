import './step-shape.css'

/** One tick of a shape. `idle`: nothing is known of it; `gate` makes it a diamond. */
export interface Tick {
  state: 'idle' | 'done' | 'failed' | 'active' | 'ahead'
  gate: boolean
}

const MOST_TICKS = 24
const WIDTH = 119

/** The shape of a workflow: one tick per step on a line, gates are diamonds. Decoration; the count stands beside it. */
export function StepShape({ ticks }: { ticks: readonly Tick[] }) {
  const shown = ticks.slice(0, MOST_TICKS)
  const gap = Math.min(13, (WIDTH - 12) / Math.max(1, shown.length - 1))
  const radius = gap >= 13 ? 3.4 : Math.max(1.4, gap * 0.29)
  const width = 12 + gap * Math.max(0, shown.length - 1)
  return (
    <svg className="step-shape" viewBox={`0 0 ${width} 12`} width={width} height="12" aria-hidden="true">
      {shown.length > 1 && <line x1="6" y1="6" x2={width - 6} y2="6" />}
      {shown.map((tick, index) => (
        <TickMark key={index} tick={tick} x={6 + index * gap} radius={radius} />
      ))}
    </svg>
  )
}

function TickMark({ tick: { state, gate }, x, radius }: { tick: Tick; x: number; radius: number }) {
  const className = `tick-${state}`
  if (gate) return <path className={className} d={diamond(x, radius * 1.35)} />
  if (state === 'failed') {
    const side = radius * 1.2
    return <path className={className} d={`M${x - side} ${6 - side}h${side * 2}v${side * 2}h${-side * 2}z`} />
  }
  if (state !== 'active') return <circle className={className} cx={x} cy="6" r={radius} />
  return (
    <>
      <circle className="tick-ground" cx={x} cy="6" r={radius * 1.53} />
      <circle className="tick-ring" cx={x} cy="6" r={radius * 1.35} />
      <circle className={className} cx={x} cy="6" r={radius * 0.74} />
    </>
  )
}

function diamond(x: number, reach: number): string {
  return `M${x} ${6 - reach} ${x + reach} 6 ${x} ${6 + reach} ${x - reach} 6z`
}
