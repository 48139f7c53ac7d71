import type { Attempt, Run, StepRun } from '@shared/model/run'
import { formatMoney } from '../../ui/format-money'
import { formatDuration, formatMoment } from '../../ui/format-time'
import { Skeleton } from '../../ui/skeleton'
import { useNow } from '../../ui/use-now'
import { ErrorNotice } from '../error-notice'
import { StepScroll } from './step-scroll'
import { useStepHistory } from './use-step-history'
import './history-table.css'

const OUTCOMES: Record<Attempt['outcome'], string> = {
  running: 'At work',
  completed: 'Completed',
  failed: 'Failed',
  stopped: 'Stopped',
  interrupted: 'Interrupted',
}

/** Every request that was sent for a step: when, how long, how many tokens, what it cost, how it ended. */
export function AttemptsView({ run, step }: { run: Run; step: StepRun }) {
  const history = useStepHistory(run, step, { attempts: true })
  const attempts = history.data?.attempts
  const now = useNow(60_000)
  return (
    <StepScroll label={`Attempts of ${step.label}`}>
      <div className="history">
        {history.error !== null && (
          <ErrorNotice
            error={history.error}
            title="The attempts could not be loaded."
            onRetry={history.reload}
          />
        )}
        {attempts === undefined && history.error === null && <Skeleton rows={2} height={44} />}
        {attempts?.length === 0 && <p className="reading-empty">Nothing was sent for this step yet.</p>}
        {attempts !== undefined && attempts.length > 0 && (
          <table className="history-table figures">
            <thead>
              <tr>
                <th scope="col">Attempt</th>
                <th scope="col">Outcome</th>
                <th scope="col">Started</th>
                <th scope="col">Took</th>
                <th scope="col">Tokens</th>
                <th scope="col" className="history-number">
                  Cost
                </th>
              </tr>
            </thead>
            <tbody>
              {attempts.map((attempt) => (
                <AttemptRow key={attempt.number} attempt={attempt} now={now} />
              ))}
            </tbody>
          </table>
        )}
      </div>
    </StepScroll>
  )
}

function AttemptRow({ attempt, now }: { attempt: Attempt; now: number }) {
  const { tokenUsage: usage, finishReason, error } = attempt
  const atWork = attempt.outcome === 'running'
  const extra = [
    usage?.cachedInputTokens && `${usage.cachedInputTokens.toLocaleString('en')} from the cache`,
    usage?.reasoningTokens && `${usage.reasoningTokens.toLocaleString('en')} reasoning`,
    usage?.estimated === true && 'counted here',
  ].filter((part) => typeof part === 'string')
  return (
    <tr>
      <th scope="row">
        {attempt.number}
        <small>{attempt.model}</small>
      </th>
      <td className="history-words">
        {OUTCOMES[attempt.outcome]}
        {finishReason !== null && finishReason.unified !== 'stop' && (
          <small>ended by {finishReason.raw}</small>
        )}
        {error !== null && <small className="history-bad">{error.message}</small>}
      </td>
      <td>{formatMoment(attempt.startedAt, now)}</td>
      <td>{attempt.finishedAt === null ? '–' : formatDuration(attempt.finishedAt - attempt.startedAt)}</td>
      <td className="history-tokens">
        {usage === null
          ? atWork
            ? '–'
            : 'unknown'
          : `${usage.inputTokens.toLocaleString('en')} in, ${usage.outputTokens.toLocaleString('en')} out`}
        {extra.length > 0 && <small>{extra.join(', ')}</small>}
      </td>
      <td className="history-number">{atWork ? '–' : formatMoney(attempt.costEstimate)}</td>
    </tr>
  )
}
