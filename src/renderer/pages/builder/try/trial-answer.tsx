import type { StepTrial } from '@shared/contract'
import { CopyButton } from '../../../ui/copy-button'
import { formatMoney } from '../../../ui/format-money'
import { formatDuration } from '../../../ui/format-time'
import { Notice } from '../../../ui/notice'
import { PlainText } from '../../../ui/plain-text'

/** What one try answered, with its cost and its time. */
export function TrialAnswer({ answer }: { answer: StepTrial }) {
  const { output, error, truncated, model, connection, tokenUsage, costEstimate, durationMs } = answer
  return (
    <>
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
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and the keyboard must reach it
        <div className="trial-text" tabIndex={0} role="group" aria-label="Answer">
          <PlainText text={output} />
        </div>
      )}
      <p className="trial-facts figures">
        <span>
          {model !== '' && `${model} on ${connection} · `}
          {tokenUsage !== null &&
            `${tokenUsage.inputTokens.toLocaleString('en')} tokens in, ${tokenUsage.outputTokens.toLocaleString('en')} out · `}
          {formatDuration(durationMs)} · {formatMoney(costEstimate)}
        </span>
        {output !== '' && <CopyButton text={output} />}
      </p>
    </>
  )
}
