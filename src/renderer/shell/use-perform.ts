import { COMMAND_PLACES, commandOf, type CommandName } from '@shared/commands'
import { useCallback } from 'react'
import { useAppState } from '../state/app-state'
import { isCovered } from '../ui/is-covered'
import type { GlobalCommand } from './use-global-commands'

/** Does what a command of the menu says: by itself, or on the page that is open, if that page offers it now. */
export function usePerform(globals: GlobalCommand[]): (name: CommandName) => void {
  const { commands, toasts } = useAppState()
  return useCallback(
    (name) => {
      const onPage = commands.store
        .getState()
        .offers.flatMap((offer) => offer.commands)
        .find(({ shortcut }) => shortcut === name)
      const global = globals.find(({ command }) => command === name)
      const { name: words, place, keys } = commandOf(name)
      if (global === undefined && onPage !== undefined && isCovered()) {
        toasts.show({ message: `“${words}” can be done when this sheet is closed.` })
        return
      }
      const found = global ?? onPage
      if (found !== undefined) {
        found.run()
        return
      }
      // What has no keys may be done at several places.
      const where = keys === undefined ? '' : ` It works ${inWords(place)}.`
      toasts.show({ message: `“${words}” can’t be done here.${where}` })
    },
    [globals, commands, toasts],
  )
}

function inWords(place: keyof typeof COMMAND_PLACES): string {
  return COMMAND_PLACES[place].charAt(0).toLowerCase() + COMMAND_PLACES[place].slice(1)
}
