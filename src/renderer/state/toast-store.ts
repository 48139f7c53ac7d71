import { createStore, type StoreApi } from 'zustand/vanilla'

/** Something that was done, told in passing. Never an error: those stay where they happened. */
export interface Toast {
  id: number
  message: string
  undo?: () => void
  /** Leads to what was done. */
  action?: { name: string; run: () => void }
}

export interface ToastStore {
  store: StoreApi<{ toast: Toast | null }>
  show: (toast: Omit<Toast, 'id'>) => void
  dismiss: () => void
}

/** At most one toast at a time: the newest. How long it stays is the view's affair. */
export function createToastStore(): ToastStore {
  const store = createStore<{ toast: Toast | null }>(() => ({ toast: null }))
  let nextId = 1
  return {
    store,
    show: (toast) => store.setState({ toast: { ...toast, id: nextId++ } }),
    dismiss: () => store.setState({ toast: null }),
  }
}
