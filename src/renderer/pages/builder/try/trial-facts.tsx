import type { TrialAnswer } from '@shared/model/step-trial'
import { CopyButton } from '../../../ui/copy-button'
import { formatMoney } from '../../../ui/format-money'
import { formatDuration, formatMoment } from '../../../ui/format-time'
import { useNow } from '../../../ui/use-now'
import type { Trial } from './trial'

/** Below the text: who answers, and once it is over what that took, and when it was. */
export function TrialFacts({ trial }: { trial: Trial }) {
  const { sentTo, startedAt, text } = trial
  const now = useNow(60_000)
  const facts = [
    ...(sentTo === null ? [] : [`${sentTo.model} on ${sentTo.connection}`]),
    ...(trial.phase === 'answered' ? answerFacts(trial.answer) : []),
    ...(trial.phase === 'answered' ? [formatMoment(startedAt, now)] : []),
  ]
  const canCopy = trial.phase !== 'running' && text !== ''
  if (facts.length === 0 && !canCopy) return null
  return (
    <div className="trial-facts figures">
      <span>{facts.join(' · ')}</span>
      {canCopy && <CopyButton text={text} />}
    </div>
  )
}

function answerFacts({ connection, tokenUsage, costEstimate, durationMs }: TrialAnswer): string[] {
  if (connection === '') return ['Nothing was sent']
  const count = (tokens: number): string => tokens.toLocaleString('en')
  const tokens =
    tokenUsage === null || tokenUsage.inputTokens + tokenUsage.outputTokens === 0
      ? []
      : [
          `${count(tokenUsage.inputTokens)} tokens in, ${count(tokenUsage.outputTokens)} out` +
            (tokenUsage.estimated === true ? ' (counted here)' : ''),
        ]
  return [...tokens, formatDuration(durationMs), formatMoney(costEstimate)]
}
