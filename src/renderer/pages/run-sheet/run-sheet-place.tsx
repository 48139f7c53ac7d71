import { Suspense } from 'react'
import { useStore } from 'zustand'
import { useAppState } from '../../state/app-state'
import { latePart } from '../../ui/late-part'
import { PageCover } from '../../ui/page-cover'

const RunSheet = latePart(() => import('./run-sheet'))

/** Where the run-input sheet appears when some page asks for it. */
export function RunSheetPlace() {
  const { runSheet } = useAppState()
  const request = useStore(runSheet.store, (state) => state.request)
  if (request === null) return null
  return (
    <Suspense fallback={<PageCover />}>
      <RunSheet request={request} onClose={runSheet.close} />
    </Suspense>
  )
}
