import type { CommandName } from '@shared/commands'
import type { LucideIcon } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { useState, type ReactNode } from 'react'
import { floatingPlace } from './floating-place'
import { CommandKeys } from './shortcut'
import './menu.css'

interface MenuProps {
  /** The button that opens it. */
  trigger: ReactNode
  children: ReactNode
}

export function Menu({ trigger, children }: MenuProps) {
  // While a sheet is open, all that is outside of it is out of reach.
  const [place, setPlace] = useState<HTMLElement | null>(null)
  const onOpenChange = (open: boolean): void => {
    if (open) setPlace(document.querySelector<HTMLElement>('.sheet') ?? floatingPlace())
  }
  return (
    <DropdownMenu.Root modal={false} onOpenChange={onOpenChange}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal container={place}>
        <DropdownMenu.Content className="menu" align="end" sideOffset={4} collisionPadding={8}>
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

interface MenuItemProps {
  icon: LucideIcon
  danger?: boolean
  shortcut?: CommandName
  onSelect: () => void
  children: ReactNode
}

export function MenuItem({ icon: Icon, danger = false, shortcut, onSelect, children }: MenuItemProps) {
  return (
    <DropdownMenu.Item className={danger ? 'menu-item menu-danger' : 'menu-item'} onSelect={onSelect}>
      <Icon className="menu-icon" aria-hidden="true" />
      {children}
      {shortcut !== undefined && <CommandKeys command={shortcut} />}
    </DropdownMenu.Item>
  )
}

export function MenuLine() {
  return <DropdownMenu.Separator className="menu-line" />
}
