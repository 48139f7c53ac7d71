import { Suspense } from 'react'
import { useStore } from 'zustand'
import { useAppState } from '../../state/app-state'
import { latePart } from '../../ui/late-part'
import { PageCover } from '../../ui/page-cover'

const SaveTemplateSheet = latePart(() => import('./save-template-sheet'))

/** Where the sheet appears that makes a template of a workflow. */
export function SaveTemplatePlace() {
  const source = useStore(useAppState().templates.store, (state) => state.saving)
  if (source === null) return null
  return (
    <Suspense fallback={<PageCover />}>
      <SaveTemplateSheet source={source} />
    </Suspense>
  )
}
