import { createStore, type StoreApi } from 'zustand/vanilla'

/** Something that the palette can do on the page that is open. */
export interface PageCommand {
  id: string
  name: string
  detail?: string
  shortcut?: string
  run: () => void
}

export interface CommandState {
  open: boolean
  /** What the page that is open offers, under its own heading. */
  page: { heading: string; commands: PageCommand[] } | null
}

export interface CommandStore {
  store: StoreApi<CommandState>
  toggle: () => void
  close: () => void
  /** Offers a page's commands; call the answer when the page goes. */
  offer: (heading: string, commands: PageCommand[]) => () => void
}

export function createCommandStore(): CommandStore {
  const store = createStore<CommandState>(() => ({ open: false, page: null }))
  return {
    store,
    toggle: () => store.setState(({ open }) => ({ open: !open })),
    close: () => store.setState({ open: false }),
    offer: (heading, commands) => {
      const page = { heading, commands }
      store.setState({ page })
      return () => store.setState((state) => (state.page === page ? { page: null } : {}))
    },
  }
}
