import { useEffect, useState } from 'react'
import type { DocumentStore } from './document-store'
import type { EditedWorkflow } from './edited-workflow'

/** The workflow, once it has not changed for a moment. Nothing is drawn while it still changes. */
export function useSettledWorkflow(
  document: DocumentStore,
  pauseMs: (workflow: EditedWorkflow) => number,
): EditedWorkflow {
  const [settled, setSettled] = useState(() => document.store.getState().workflow)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let former: EditedWorkflow | null = null
    const wait = (): void => {
      const { workflow } = document.store.getState()
      if (workflow === former) return
      former = workflow
      clearTimeout(timer)
      timer = setTimeout(() => setSettled(workflow), pauseMs(workflow))
    }
    wait()
    const unsubscribe = document.store.subscribe(wait)
    return () => {
      clearTimeout(timer)
      unsubscribe()
    }
  }, [document, pauseMs])
  return settled
}
