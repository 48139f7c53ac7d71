import { useStore } from 'zustand'
import { StatusDot } from '../../../ui/status-dot'
import { useBuilder } from '../builder-context'
import './trial-sign.css'

/** In the row of a closed card: that its step is being tried, which costs money while nobody sees it. */
export function TrialSign({ stepId }: { stepId: string }) {
  const { trials } = useBuilder()
  const running = useStore(trials.store, (state) => state.trials[stepId]?.phase === 'running')
  if (!running) return null
  return (
    <span className="trial-sign">
      <StatusDot kind="running" label="Is being tried" />
    </span>
  )
}
