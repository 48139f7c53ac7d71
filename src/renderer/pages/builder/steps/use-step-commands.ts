import { ArrowDown, ArrowUp, Copy, FlaskConical, ToggleLeft, Trash2 } from 'lucide-react'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import type { PageCommand } from '../../../state/command-store'
import { usePageCommands } from '../../../state/use-page-commands'
import { useBuilder, useView } from '../builder-context'
import { useStepActions } from './use-step-actions'

/** Offers to the palette what can be done with the step that the user is at: the one last touched, else the open one. */
export function useStepCommands(): void {
  const { session } = useBuilder()
  const actions = useStepActions()
  const touchedStepId = useView((view) => view.touchedStepId)
  const openStepId = useView((view) => view.openStepId)
  const at = useStore(
    session.document.store,
    useShallow(({ workflow: { steps } }) => {
      const step =
        steps.find(({ id }) => id === touchedStepId) ?? steps.find(({ id }) => id === openStepId) ?? null
      if (step === null) return null
      const position = steps.indexOf(step)
      return {
        stepId: step.id,
        detail: step.label,
        enabled: step.enabled !== false,
        isFirst: position === 0,
        isLast: position === steps.length - 1,
      }
    }),
  )
  usePageCommands('This step', at === null ? [] : commandsFor(at, actions), { nearest: true })
}

interface StepAtHand {
  stepId: string
  /** Its label. */
  detail: string
  enabled: boolean
  isFirst: boolean
  isLast: boolean
}

function commandsFor(
  { stepId, detail, enabled, isFirst, isLast }: StepAtHand,
  actions: ReturnType<typeof useStepActions>,
): PageCommand[] {
  const commands: (PageCommand | false)[] = [
    {
      id: 'try',
      name: 'Try step',
      detail,
      icon: FlaskConical,
      run: () => actions.tryOut(stepId),
    },
    { id: 'duplicate', name: 'Duplicate step', detail, icon: Copy, run: () => actions.duplicate(stepId) },
    !isFirst && {
      id: 'up',
      name: 'Move step up',
      detail,
      icon: ArrowUp,
      run: () => actions.move(stepId, -1),
    },
    !isLast && {
      id: 'down',
      name: 'Move step down',
      detail,
      icon: ArrowDown,
      run: () => actions.move(stepId, 1),
    },
    {
      id: 'enable',
      name: enabled ? 'Disable step' : 'Enable step',
      detail,
      icon: ToggleLeft,
      run: () => actions.enable(stepId, !enabled),
    },
    { id: 'delete', name: 'Delete step', detail, icon: Trash2, run: () => actions.remove(stepId) },
  ]
  return commands.filter((command) => command !== false)
}
