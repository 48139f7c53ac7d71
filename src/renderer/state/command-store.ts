import type { CommandName } from '@shared/commands'
import type { LucideIcon } from 'lucide-react'
import { createStore, type StoreApi } from 'zustand/vanilla'

/** Something that the palette can do on the page that is open. */
export interface PageCommand {
  id: string
  name: string
  detail?: string
  icon?: LucideIcon
  /** The command of the table that it is: its keys are shown, and the desktop app's menu can ask for it. */
  shortcut?: CommandName
  run: () => void
}

/** What a page, or a part of it, offers under a heading. */
export interface Offer {
  heading: string
  commands: PageCommand[]
  /** Of the part that the user is at, such as an open gate: it comes before what the whole page offers. */
  nearest: boolean
}

export interface CommandState {
  open: boolean
  offers: readonly Offer[]
}

export interface CommandStore {
  store: StoreApi<CommandState>
  toggle: () => void
  close: () => void
  /** Offers commands; call the answer when what they belong to goes. */
  offer: (heading: string, commands: PageCommand[], nearest?: boolean) => () => void
}

export function createCommandStore(): CommandStore {
  const store = createStore<CommandState>(() => ({ open: false, offers: [] }))
  return {
    store,
    toggle: () => store.setState(({ open }) => ({ open: !open })),
    close: () => store.setState({ open: false }),
    offer: (heading, commands, nearest = false) => {
      const offer = { heading, commands, nearest }
      store.setState(({ offers }) => ({ offers: nearest ? [offer, ...offers] : [...offers, offer] }))
      return () => store.setState(({ offers }) => ({ offers: offers.filter((other) => other !== offer) }))
    },
  }
}
