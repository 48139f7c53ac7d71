import type { LucideIcon } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'
import { floatingPlace } from './floating-place'
import { Shortcut } from './shortcut'
import './menu.css'

interface MenuProps {
  /** The button that opens it. */
  trigger: ReactNode
  children: ReactNode
}

export function Menu({ trigger, children }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal container={floatingPlace()}>
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
  shortcut?: string
  onSelect: () => void
  children: ReactNode
}

export function MenuItem({ icon: Icon, danger = false, shortcut, onSelect, children }: MenuItemProps) {
  return (
    <DropdownMenu.Item className={danger ? 'menu-item menu-danger' : 'menu-item'} onSelect={onSelect}>
      <Icon className="menu-icon" aria-hidden="true" />
      {children}
      {shortcut !== undefined && <Shortcut keys={shortcut} />}
    </DropdownMenu.Item>
  )
}

export function MenuLine() {
  return <DropdownMenu.Separator className="menu-line" />
}
