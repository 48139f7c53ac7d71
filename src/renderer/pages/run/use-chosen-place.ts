import { startTransition, useOptimistic } from 'react'
import { useSearchParams } from 'react-router'
import { readStepView, type StepView } from './step-view'

interface ChosenPlace {
  /** Null: what matters most now. */
  stepId: string | null
  view: StepView
  chooseStep: (stepId: string) => void
  chooseView: (stepId: string, view: StepView) => void
  /** Back to what matters most. */
  follow: () => void
}

/**
 * What the user looks at, as the address has it. The router takes a new address over when there is time for it, which
 * a text that streams may leave little of. A key that follows a click has to mean what was clicked, so the choice
 * holds at once.
 */
export function useChosenPlace(): ChosenPlace {
  const [search, setSearch] = useSearchParams()
  const [shown, show] = useOptimistic(search)
  const go = (place: Record<string, string>): void => {
    startTransition(() => {
      show(new URLSearchParams(place))
      setSearch(place, { replace: true })
    })
  }
  return {
    stepId: shown.get('step'),
    view: readStepView(shown.get('view')),
    chooseStep: (step) => go({ step }),
    chooseView: (step, view) => go({ step, view }),
    follow: () => go({}),
  }
}
