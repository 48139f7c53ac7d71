import { isCommandName } from '@shared/commands'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { useAppState } from '../state/app-state'
import { watchCover } from '../ui/watch-cover'

/**
 * Tells the desktop app's menu what the open page can do at the moment: nothing while a sheet or a dialog lies over it.
 * What works everywhere the menu knows itself.
 */
export function useOfferToMenu(): void {
  const { commands, connection } = useAppState()
  const { host } = connection
  const offered = useStore(commands.store, ({ offers }) =>
    [...new Set(offers.flatMap((offer) => offer.commands.flatMap(({ shortcut }) => shortcut ?? [])))]
      .sort()
      .join(' '),
  )
  useEffect(() => {
    const names = offered.split(' ').filter(isCommandName)
    return watchCover((covered) => host.offer(covered ? [] : names))
  }, [host, offered])
}
