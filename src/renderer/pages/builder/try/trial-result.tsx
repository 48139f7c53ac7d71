import type { StepTrial } from '@shared/contract'
import { CopyButton } from '../../../ui/copy-button'
import { formatMoney } from '../../../ui/format-money'
import { formatDuration } from '../../../ui/format-time'
import { Notice } from '../../../ui/notice'
import { PlainText } from '../../../ui/plain-text'
import './trial-result.css'

/** What one try answered, with its cost and its time. */
export function TrialResult({ trial }: { trial: StepTrial }) {
  const { output, error, truncated, model, connection, tokenUsage, costEstimate, durationMs } = trial
  return (
    <section className="trial" aria-label="Result" aria-live="polite">
      {error !== null && (
        <Notice tone="bad" title={error.message}>
          {error.remedy !== undefined && <p>{error.remedy}</p>}
        </Notice>
      )}
      {truncated && (
        <Notice tone="warn" title="The answer was cut short.">
          <p>Raise Max tokens to have all of it.</p>
        </Notice>
      )}
      {output !== '' && (
        <>
          <header className="trial-head">
            <h3>Result</h3>
            <CopyButton text={output} />
          </header>
          <PlainText text={output} />
        </>
      )}
      <p className="trial-facts figures">
        {model !== '' && `${model} on ${connection} · `}
        {tokenUsage !== null &&
          `${tokenUsage.inputTokens.toLocaleString('en')} tokens in, ${tokenUsage.outputTokens.toLocaleString('en')} out · `}
        {formatDuration(durationMs)} · {formatMoney(costEstimate)}
      </p>
    </section>
  )
}
