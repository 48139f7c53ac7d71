import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'
import './menu-choice.css'

interface MenuChoiceProps {
  icon?: ReactNode
  name: string
  /** One or two lines on what it is. */
  detail?: string
  /** Beside the name. */
  note?: string
  onSelect: () => void
}

/** A menu item that says more about itself than its name. */
export function MenuChoice({ icon, name, detail, note, onSelect }: MenuChoiceProps) {
  return (
    <DropdownMenu.Item className="menu-choice" textValue={name} onSelect={onSelect}>
      {icon}
      <span className="menu-choice-name">{name}</span>
      {note !== undefined && <span className="menu-choice-note">{note}</span>}
      {detail !== undefined && <span className="menu-choice-detail">{detail}</span>}
    </DropdownMenu.Item>
  )
}

export function MenuHeading({ children }: { children: ReactNode }) {
  return <DropdownMenu.Label className="menu-heading">{children}</DropdownMenu.Label>
}
