import { createStore, type StoreApi } from 'zustand/vanilla'

/** A sheet that explains something, over whatever page is open. */
export type HelpSheet = 'shortcuts' | 'promptLanguage'

export interface HelpStore {
  store: StoreApi<{ open: HelpSheet | null }>
  show: (sheet: HelpSheet) => void
  close: () => void
}

/** Which sheet of help is open; one at a time. */
export function createHelpStore(): HelpStore {
  const store = createStore<{ open: HelpSheet | null }>(() => ({ open: null }))
  return {
    store,
    show: (open) => store.setState({ open }),
    close: () => store.setState({ open: null }),
  }
}
