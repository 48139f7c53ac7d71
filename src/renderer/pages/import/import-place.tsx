import { lazy, Suspense } from 'react'
import { useStore } from 'zustand'
import { useAppState } from '../../state/app-state'

const ImportSheet = lazy(() => import('./import-sheet'))

/** Where the import sheet appears when a template file was opened. */
export function ImportPlace() {
  const { imports } = useAppState()
  const file = useStore(imports.store, ({ files }) => files[0])
  if (file === undefined) return null
  return (
    <Suspense>
      <ImportSheet key={file.fileName + file.text.length} file={file} onClose={imports.next} />
    </Suspense>
  )
}
