import type { Step } from '@shared/model/step'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import { useBuilder } from '../builder-context'
import { findStep } from './find-step'

/**
 * What a component shows of a step. It is drawn again when that changes, and for nothing else: a letter in one prompt
 * concerns one editor, not the page.
 */
export function useStep<T>(stepId: string, select: (step: Step) => T): T {
  const { document } = useBuilder().session
  return useStore(
    document.store,
    useShallow((state) => select(findStep(state.workflow.steps, stepId) ?? GONE)),
  )
}

/** For the moment between a step's deletion and that of its card. */
const GONE: Step = { id: '', label: '', stepType: 'generate', prompt: '' }
