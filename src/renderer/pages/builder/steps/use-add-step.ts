import type { StepSettings, StepType } from '@shared/model/step'
import { useMemo } from 'react'
import { useBuilder } from '../builder-context'
import { addPresetStep, addStep } from '../document/add-step'
import type { EditedWorkflow } from '../document/edited-workflow'

export interface AddStep {
  ofType: (stepType: StepType) => void
  preset: (settings: StepSettings) => void
}

/** Puts a step at the end and opens it, with the focus on its label. */
export function useAddStep(): AddStep {
  const { session, view } = useBuilder()
  return useMemo(() => {
    const add = (insert: (workflow: EditedWorkflow, id: string) => EditedWorkflow): void => {
      const id = crypto.randomUUID()
      session.document.edit((workflow) => insert(workflow, id))
      view.goTo({ stepId: id, field: 'label' })
    }
    return {
      ofType: (stepType) => add((workflow, id) => addStep(workflow, stepType, id)),
      preset: (settings) => add((workflow, id) => addPresetStep(workflow, settings, id)),
    }
  }, [session, view])
}
