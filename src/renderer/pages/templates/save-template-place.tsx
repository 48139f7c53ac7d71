import { lazy, Suspense } from 'react'
import { useStore } from 'zustand'
import { useAppState } from '../../state/app-state'

const SaveTemplateSheet = lazy(() => import('./save-template-sheet'))

/** Where the sheet appears that makes a template of a workflow. */
export function SaveTemplatePlace() {
  const source = useStore(useAppState().templates.store, (state) => state.saving)
  if (source === null) return null
  return (
    <Suspense>
      <SaveTemplateSheet source={source} />
    </Suspense>
  )
}
