import { lazy, Suspense } from 'react'
import { useStore } from 'zustand'
import { useAppState } from '../../state/app-state'

const RunSheet = lazy(() => import('./run-sheet'))

/** Where the run-input sheet appears when some page asks for it. */
export function RunSheetPlace() {
  const { runSheet } = useAppState()
  const request = useStore(runSheet.store, (state) => state.request)
  if (request === null) return null
  return (
    <Suspense>
      <RunSheet request={request} onClose={runSheet.close} />
    </Suspense>
  )
}
