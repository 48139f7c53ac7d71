import { Suspense } from 'react'
import { useStore } from 'zustand'
import { useAppState } from '../state/app-state'
import { latePart } from '../ui/late-part'
import { PageCover } from '../ui/page-cover'

const SHEETS = {
  shortcuts: latePart(() => import('./shortcut-sheet')),
  promptLanguage: latePart(() => import('./prompt-language-sheet')),
}

/** Where the sheets of help appear. */
export function HelpPlace() {
  const { help } = useAppState()
  const open = useStore(help.store, (state) => state.open)
  if (open === null) return null
  const Sheet = SHEETS[open]
  return (
    <Suspense fallback={<PageCover />}>
      <Sheet onClose={help.close} />
    </Suspense>
  )
}
