import type { StepTrial } from '@shared/model/step-trial'
import { CopyButton } from '../../../ui/copy-button'
import { formatMoney } from '../../../ui/format-money'
import { formatDuration } from '../../../ui/format-time'
import type { Trial } from './trial'

/** Below the text: who answers, and once it is over what that took. */
export function TrialFacts({ trial }: { trial: Trial }) {
  const { sentTo, text } = trial
  const facts = [
    ...(sentTo === null ? [] : [`${sentTo.model} on ${sentTo.connection}`]),
    ...(trial.phase === 'answered' ? answerFacts(trial.answer) : []),
    ...(trial.phase === 'left' && sentTo !== null ? ['what it cost is in Usage'] : []),
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

function answerFacts({ connection, tokenUsage, costEstimate, durationMs }: StepTrial): string[] {
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
