import type { MenuItemConstructorOptions } from 'electron'

/** An item as a user meets it. */
export interface StandInItem extends MenuItemConstructorOptions {
  enabled: boolean
  items: StandInItem[]
}

/** Electron's menu, as far as Baton uses it: its items can be found by their ids, and switched off and on. */
export class StandInMenu {
  readonly items: StandInItem[]

  constructor(template: readonly MenuItemConstructorOptions[]) {
    this.items = template.map(makeItem)
  }

  getMenuItemById(id: string): StandInItem | null {
    return this.all().find((item) => item.id === id) ?? null
  }

  /** The item with this text that does something, at whatever depth. */
  find(label: string): StandInItem {
    const found = this.all().find((item) => item.label === label && item.items.length === 0)
    if (found === undefined) throw new RangeError(`There is no ${label} in the menu.`)
    return found
  }

  /** The user chooses an item. One that is grey does nothing. */
  choose(label: string): void {
    const { enabled, click } = this.find(label)
    if (!enabled) throw new RangeError(`${label} is grey.`)
    ;(click as (() => void) | undefined)?.()
  }

  private all(): StandInItem[] {
    const within = (items: StandInItem[]): StandInItem[] =>
      items.flatMap((item) => [item, ...within(item.items)])
    return within(this.items)
  }
}

function makeItem(options: MenuItemConstructorOptions): StandInItem {
  const { submenu, enabled = true } = options
  return { ...options, enabled, items: Array.isArray(submenu) ? submenu.map(makeItem) : [] }
}
