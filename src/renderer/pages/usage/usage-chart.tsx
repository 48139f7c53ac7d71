import { useState } from 'react'
import { formatMoney } from '../../ui/format-money'
import { formatDay } from '../../ui/format-time'
import { roundUp, type ChartBar, type Measure } from './chart-bars'
import './usage-chart.css'

interface UsageChartProps {
  bars: ChartBar[]
  measure: Measure
}

const HEIGHT = 160
/** Of one bar with its gap; the drawing is stretched to the width there is. */
const PITCH = 10
const BAR = 7
/** So that a day of a fraction of a cent is seen at all. */
const LEAST = 2

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 })

/** Spend or tokens by day. Everything in it stands in the tables below as well. */
export function UsageChart({ bars, measure }: UsageChartProps) {
  const [pointed, setPointed] = useState<number | null>(null)
  const values = bars.map((bar) => (measure === 'cost' ? bar.costUsd : bar.inputTokens + bar.outputTokens))
  const top = roundUp(Math.max(0, ...values))
  const scale = (value: number): number =>
    value === 0 || top === 0 ? 0 : Math.max(LEAST, (value / top) * (HEIGHT - 4))
  const read = pointed === null ? undefined : bars[pointed]
  const hasUnknown = measure === 'cost' && bars.some((bar) => bar.hasUnknown)
  const first = bars[0]?.firstDay
  const last = bars.at(-1)?.lastDay
  return (
    <figure className="usage-chart">
      <div className="chart-plot">
        <span className="chart-top figures" aria-hidden="true">
          {top === 0 ? '' : describeTop(top, measure)}
        </span>
        <svg
          role="img"
          aria-label={`${measure === 'cost' ? 'Spend' : 'Tokens'} by day; the figures are in the table “By day”.`}
          viewBox={`0 0 ${bars.length * PITCH} ${HEIGHT}`}
          preserveAspectRatio="none"
          onPointerLeave={() => setPointed(null)}
        >
          <path className="chart-line" d={`M0 .5H${bars.length * PITCH}`} />
          <path className="chart-line" d={`M0 ${HEIGHT / 2}H${bars.length * PITCH}`} />
          {bars.map((bar, index) => (
            <Bar
              key={bar.firstDay}
              bar={bar}
              x={index * PITCH}
              measure={measure}
              scale={scale}
              pointed={index === pointed}
              onPoint={() => setPointed(index)}
            />
          ))}
          <path className="chart-ground" d={`M0 ${HEIGHT - 0.5}H${bars.length * PITCH}`} />
        </svg>
      </div>
      <figcaption className="chart-caption figures">
        {read === undefined ? (
          <>
            <span>{first !== undefined && formatDay(first)}</span>
            <Legend measure={measure} hasUnknown={hasUnknown} />
            <span>{last !== undefined && formatDay(last)}</span>
          </>
        ) : (
          <span className="chart-reading">{describeBar(read)}</span>
        )}
      </figcaption>
    </figure>
  )
}

interface BarProps {
  bar: ChartBar
  x: number
  measure: Measure
  scale: (value: number) => number
  pointed: boolean
  onPoint: () => void
}

function Bar({ bar, x, measure, scale, pointed, onPoint }: BarProps) {
  const whole = scale(measure === 'cost' ? bar.costUsd : bar.inputTokens + bar.outputTokens)
  const output = measure === 'cost' ? whole : scale(bar.outputTokens)
  const at = x + (PITCH - BAR) / 2
  return (
    <g onPointerEnter={onPoint}>
      <rect className={pointed ? 'chart-pointed' : 'chart-place'} x={x} y="0" width={PITCH} height={HEIGHT} />
      {measure === 'tokens' && whole > output && (
        <rect className="chart-input" x={at} y={HEIGHT - whole} width={BAR} height={whole - output} />
      )}
      <rect className="chart-bar" x={at} y={HEIGHT - output} width={BAR} height={output} />
      {measure === 'cost' && bar.hasUnknown && (
        <rect className="chart-unknown" x={at} y={HEIGHT - whole - 12} width={BAR} height="10" />
      )}
    </g>
  )
}

function Legend({ measure, hasUnknown }: { measure: Measure; hasUnknown: boolean }) {
  if (measure === 'tokens') {
    return (
      <span className="chart-legend">
        <i className="legend-input" /> in <i className="legend-bar" /> out
      </span>
    )
  }
  return hasUnknown ? (
    <span className="chart-legend">
      <i className="legend-unknown" /> and some at an unknown price
    </span>
  ) : null
}

function describeTop(top: number, measure: Measure): string {
  if (measure === 'tokens') return compact.format(top)
  if (top >= 1) return `$${top.toLocaleString('en')}`
  return top < 0.01 ? `$${Number(top.toPrecision(1))}` : `$${top.toFixed(2)}`
}

function describeBar({ firstDay, lastDay, ...bar }: ChartBar): string {
  const days = firstDay === lastDay ? formatDay(firstDay) : `${formatDay(firstDay)} to ${formatDay(lastDay)}`
  const tokens = `${compact.format(bar.inputTokens)} tokens in, ${compact.format(bar.outputTokens)} out`
  const unknown = bar.costUsd === 0 ? 'cost unknown' : `at least ${formatMoney(bar.costUsd)}`
  return `${days}: ${bar.hasUnknown ? unknown : formatMoney(bar.costUsd)}, ${tokens}`
}
