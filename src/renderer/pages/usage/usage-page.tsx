import type { UsageSummary } from '@shared/contract'
import { CalendarRange, ChartColumn } from 'lucide-react'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useAnswer } from '../../state/use-answer'
import { usePageCommands } from '../../state/use-page-commands'
import { useWhenBack } from '../../state/use-when-back'
import { Button } from '../../ui/button'
import { Choice } from '../../ui/choice'
import { EmptyState } from '../../ui/empty-state'
import { formatDay } from '../../ui/format-time'
import { PageFrame } from '../../ui/page-frame'
import { Skeleton } from '../../ui/skeleton'
import { ErrorNotice } from '../error-notice'
import { chartBars, type Measure } from './chart-bars'
import { UsageChart } from './usage-chart'
import { daysOf, spanUntil, USAGE_SPANS, type UsageSpan } from './usage-span'
import { UsageTable } from './usage-table'
import { UsageTotal } from './usage-total'
import './usage-page.css'

/** What was spent, and on what. */
export default function UsagePage() {
  const navigate = useNavigate()
  const [span, setSpan] = useState<UsageSpan>('30')
  const usage = useAnswer(`usage ${span}`, async (client, signal) => {
    const time = spanUntil(Date.now(), span)
    const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone
    const summary = await client.usage.summary({ ...time, timeZone }, { signal })
    return { summary, days: daysOf(time) }
  })
  useWhenBack(usage.reload)
  const summary = usage.data?.summary
  usePageCommands(
    'On this page',
    USAGE_SPANS.filter(({ value }) => value !== span).map(({ value, name }) => ({
      id: value,
      name,
      detail: 'of usage',
      icon: CalendarRange,
      run: () => setSpan(value),
    })),
  )

  return (
    <PageFrame
      title="Usage"
      actions={<Choice label="Span of time" value={span} options={USAGE_SPANS} onChange={setSpan} />}
    >
      {usage.error !== null && (
        <ErrorNotice error={usage.error} title="The usage could not be loaded." onRetry={usage.reload} />
      )}
      {summary === undefined && usage.error === null && <Skeleton />}
      {summary?.total.requests === 0 && (
        <EmptyState
          title="Nothing spent"
          action={
            <Button look="primary" onClick={() => void navigate('/workflows')}>
              Go to Workflows
            </Button>
          }
        >
          No request was sent in this time. What a run sends is counted here by day, model and workflow,
          failed requests too.
        </EmptyState>
      )}
      {usage.data !== undefined && usage.data.summary.total.requests > 0 && <Figures {...usage.data} />}
    </PageFrame>
  )
}

const MEASURES = [
  { value: 'cost', name: 'Spend' },
  { value: 'tokens', name: 'Tokens' },
] as const

function Figures({ summary, days }: { summary: UsageSummary; days: string[] }) {
  const [chosen, setChosen] = useState<Measure | null>(null)
  const { costUsd, unpriced } = summary.total
  // Where nothing was spent, as on the demo connection, the spend would be an empty chart.
  const measure = chosen ?? (costUsd === 0 && unpriced === 0 ? 'tokens' : 'cost')
  usePageCommands(
    'On this page',
    MEASURES.filter(({ value }) => value !== measure).map(({ value, name }) => ({
      id: value,
      name,
      detail: 'in the chart',
      icon: ChartColumn,
      run: () => setChosen(value),
    })),
  )
  return (
    <>
      <UsageTotal total={summary.total} />
      <div className="usage-measure">
        <Choice label="Chart" value={measure} options={MEASURES} onChange={setChosen} />
      </div>
      <UsageChart bars={chartBars(summary, days)} measure={measure} />
      <UsageTable
        heading="By model"
        column="Model"
        compare={measure}
        rows={summary.models.map((row) => ({
          ...row,
          key: JSON.stringify([row.connection, row.kind, row.model]),
          name: row.model,
          detail: row.connection,
        }))}
      />
      <UsageTable
        heading="By workflow"
        column="Workflow"
        compare={measure}
        rows={summary.workflows.map((row) => ({
          ...row,
          key: JSON.stringify([row.workflowId, row.workflowName]),
          name: row.workflowName,
          detail: row.workflowId === null ? 'not a stored workflow' : '',
        }))}
      />
      <UsageTable
        heading="By day"
        column="Day"
        rows={summary.days
          .toReversed()
          .map((row) => ({ ...row, key: row.day, name: formatDay(row.day), detail: '' }))}
      />
    </>
  )
}
