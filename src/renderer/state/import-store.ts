import { createStore, type StoreApi } from 'zustand/vanilla'

/** A template file that somebody opened, dropped or chose. Nothing of it is written before the user agrees. */
export interface OpenedFile {
  fileName: string
  text: string
}

export interface ImportStore {
  /** In the order in which they came; the first one is shown. */
  store: StoreApi<{ files: OpenedFile[] }>
  open: (file: OpenedFile) => void
  /** The first one is done with. */
  next: () => void
}

/** Template files that wait for the user's yes or no. */
export function createImportStore(): ImportStore {
  const store = createStore<{ files: OpenedFile[] }>(() => ({ files: [] }))
  return {
    store,
    open: (file) => store.setState(({ files }) => ({ files: [...files, file] })),
    next: () => store.setState(({ files }) => ({ files: files.slice(1) })),
  }
}
