import type { Estimate } from '@shared/contract'
import { formatAbout } from '../../ui/format-money'

/** "about $0.04, at most $0.31", and what it rests on. */
export function BuilderEstimate({ estimate }: { estimate: Estimate | null }) {
  if (estimate === null || estimate.steps.length === 0) return null
  const { total, steps, basedOnRuns } = estimate
  if (steps.every((step) => step.connection.kind === 'demo')) {
    return <span className="builder-estimate">Demo connection, no cost</span>
  }
  if (total === null) return <span className="builder-estimate">Cost unknown: no price for a model</span>
  if (total.high === 0) return <span className="builder-estimate">Costs nothing</span>
  return (
    <span className="builder-estimate figures">
      <b>about {formatAbout(total.expected)}</b>, at most {formatAbout(total.high)}
      {basedOnRuns > 0 && <small>from your last {basedOnRuns === 1 ? 'run' : `${basedOnRuns} runs`}</small>}
    </span>
  )
}
