import { lazy, Suspense } from 'react'
import { useStore } from 'zustand'
import { useAppState } from '../state/app-state'

const SHEETS = {
  shortcuts: lazy(() => import('./shortcut-sheet')),
  promptLanguage: lazy(() => import('./prompt-language-sheet')),
}

/** Where the sheets of help appear. */
export function HelpPlace() {
  const { help } = useAppState()
  const open = useStore(help.store, (state) => state.open)
  if (open === null) return null
  const Sheet = SHEETS[open]
  return (
    <Suspense>
      <Sheet onClose={help.close} />
    </Suspense>
  )
}
