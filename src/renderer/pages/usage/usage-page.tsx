import type { UsageFigures } from '@shared/contract'
import { useState } from 'react'
import { useAnswer } from '../../state/use-answer'
import { Choice } from '../../ui/choice'
import { formatMoney } from '../../ui/format-money'
import { formatDay } from '../../ui/format-time'
import { PageFrame } from '../../ui/page-frame'
import { Skeleton } from '../../ui/skeleton'
import { ErrorNotice } from '../error-notice'
import { UsageTable } from './usage-table'
import './usage-page.css'

const DAY_MS = 86_400_000

const SPANS = [
  { value: '7', name: '7 days' },
  { value: '30', name: '30 days' },
  { value: '365', name: 'A year' },
] as const
type Span = (typeof SPANS)[number]['value']

export default function UsagePage() {
  const [span, setSpan] = useState<Span>('30')
  const usage = useAnswer(`usage ${span}`, (client, signal) => {
    const to = Date.now()
    const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone
    return client.usage.summary({ from: to - Number(span) * DAY_MS, to, timeZone }, { signal })
  })
  const summary = usage.data

  return (
    <PageFrame
      title="Usage"
      actions={<Choice label="Span of time" value={span} options={SPANS} onChange={setSpan} />}
    >
      {usage.error !== null && (
        <ErrorNotice error={usage.error} title="The usage could not be loaded." onRetry={usage.reload} />
      )}
      {summary === undefined && usage.error === null && <Skeleton />}
      {summary !== undefined && summary.total.requests === 0 && (
        <p className="list-text">
          No request was sent in this time. What a run sends is counted here, failed requests too.
        </p>
      )}
      {summary !== undefined && summary.total.requests > 0 && (
        <>
          <Total total={summary.total} />
          <UsageTable
            heading="By model"
            column="Model"
            rows={summary.models.map((row) => ({ ...row, name: row.model, detail: row.connection }))}
          />
          <UsageTable
            heading="By workflow"
            column="Workflow"
            rows={summary.workflows.map((row) => ({ ...row, name: row.workflowName, detail: '' }))}
          />
          <UsageTable
            heading="By day"
            column="Day"
            rows={summary.days.toReversed().map((row) => ({ ...row, name: formatDay(row.day), detail: '' }))}
          />
        </>
      )}
    </PageFrame>
  )
}

function Total({ total }: { total: UsageFigures }) {
  return (
    <p className="usage-total figures">
      <b>
        {total.unpriced > 0 && total.costUsd !== null && 'at least '}
        {formatMoney(total.costUsd)}
      </b>{' '}
      for {total.requests.toLocaleString('en')} requests, {total.inputTokens.toLocaleString('en')} tokens in
      and {total.outputTokens.toLocaleString('en')} out
      {total.unpriced > 0 && `; ${total.unpriced.toLocaleString('en')} of the requests have no known price`}
    </p>
  )
}
