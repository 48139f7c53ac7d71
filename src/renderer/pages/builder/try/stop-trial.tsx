import { Square } from 'lucide-react'
import { Button } from '../../../ui/button'
import { useBuilder } from '../builder-context'
import type { RunningTrial } from './trial'

interface StopTrialProps {
  trial: RunningTrial
  size?: 'small' | 'medium'
}

/** Ends the request; what had arrived stays. */
export function StopTrial({ trial: { step, stopping }, size = 'medium' }: StopTrialProps) {
  const { trials } = useBuilder()
  return (
    <Button size={size} icon={Square} unavailable={stopping} onClick={() => void trials.stop(step.id)}>
      Stop
    </Button>
  )
}
