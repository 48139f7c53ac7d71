import type { Menu } from 'electron'
import { allCommands, type CommandName } from '@shared/commands'

/** Commands that only some pages can do, and not always. */
const COMMANDS_OF_PAGES = allCommands().filter(({ place }) => place !== 'everywhere')

/** Lets the user choose of the menu what the page can do now; what works everywhere can always be chosen. */
export function showOffer(menu: Pick<Menu, 'getMenuItemById'>, offer: readonly CommandName[]): void {
  for (const { id } of COMMANDS_OF_PAGES) {
    const item = menu.getMenuItemById(id)
    if (item !== null) item.enabled = offer.includes(id)
  }
}
