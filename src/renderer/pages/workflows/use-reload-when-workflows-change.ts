import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { useAppState } from '../../state/app-state'

/** The palette can delete a workflow, and bring it back, while the page that lists it is open. */
export function useReloadWhenWorkflowsChange(reload: () => void): void {
  const version = useStore(useAppState().workflows.store, (state) => state.version)
  const former = useRef(version)
  useEffect(() => {
    if (former.current === version) return
    former.current = version
    reload()
  }, [version, reload])
}
