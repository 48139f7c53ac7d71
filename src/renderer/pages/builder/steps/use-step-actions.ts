import { useMemo } from 'react'
import { useAppState } from '../../../state/app-state'
import { useBuilder } from '../builder-context'
import { findStep } from '../document/find-step'
import { changeStep, deleteStep, duplicateStep, insertStep, moveStep } from '../document/step-edits'

export interface StepActions {
  duplicate: (stepId: string) => void
  /** Opens the sheet for it. */
  tryOut: (stepId: string) => void
  remove: (stepId: string) => void
  /** By -1 up, by 1 down. */
  move: (stepId: string, by: number) => void
  enable: (stepId: string, enabled: boolean) => void
}

/** What can be done with a step as a whole. The focus follows it, or goes to its neighbour. */
export function useStepActions(): StepActions {
  const { session, view } = useBuilder()
  const { toasts } = useAppState()
  return useMemo(() => {
    const { document } = session
    return {
      duplicate: (stepId) => {
        const id = crypto.randomUUID()
        document.edit((workflow) => duplicateStep(workflow, stepId, id))
        view.goTo({ stepId: id, field: 'label' })
      },
      tryOut: (stepId) => view.set({ triedStepId: stepId }),
      remove: (stepId) => {
        const { steps } = document.store.getState().workflow
        const step = findStep(steps, stepId)
        if (step === undefined) return
        const position = steps.indexOf(step)
        const neighbour = steps[position + 1] ?? steps[position - 1]
        document.edit((workflow) => deleteStep(workflow, stepId))
        const after = document.store.getState()
        const undo = (): void => {
          // What was done since stays done.
          if (document.store.getState() === after) document.undo()
          else
            document.edit((workflow) => insertStep(workflow, step, Math.min(position, workflow.steps.length)))
          view.goTo({ stepId, field: 'row' })
        }
        view.set({
          openStepId: null,
          wanted:
            neighbour === undefined
              ? { stepId: null, field: 'steps' }
              : { stepId: neighbour.id, field: 'row' },
        })
        toasts.show({ message: `Deleted “${step.label}”`, undo })
      },
      move: (stepId, by) =>
        document.edit((workflow) => {
          const at = workflow.steps.findIndex((step) => step.id === stepId)
          return moveStep(workflow, stepId, at + by)
        }),
      enable: (stepId, enabled) =>
        document.edit((workflow) => changeStep(workflow, stepId, { enabled: enabled ? undefined : false })),
    }
  }, [session, view, toasts])
}
