import { isCommandName } from '@shared/commands'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { useAppState } from '../state/app-state'

/** Tells the desktop app's menu what the open page can do at the moment; what works everywhere it knows itself. */
export function useOfferToMenu(): void {
  const { commands, connection } = useAppState()
  const { host } = connection
  const offered = useStore(commands.store, ({ offers }) =>
    [...new Set(offers.flatMap((offer) => offer.commands.flatMap(({ shortcut }) => shortcut ?? [])))]
      .sort()
      .join(' '),
  )
  useEffect(() => host.offer(offered.split(' ').filter(isCommandName)), [host, offered])
}
