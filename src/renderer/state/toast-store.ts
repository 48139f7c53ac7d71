import { createStore, type StoreApi } from 'zustand/vanilla'

/** Something that was done, told in passing. No errors, which stay where they happened, but of an undo from here. */
export interface Toast {
  id: number
  message: string
  /** What it rejects with is told in a toast, from which it can be tried again. */
  undo?: () => void | Promise<void>
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
