import { Popover as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import './popover.css'

interface PopoverProps {
  /** Its name for screen readers. */
  label: string
  /** The button that opens it. */
  trigger: ReactNode
  side?: 'top' | 'bottom'
  align?: 'start' | 'end'
  /** Pixels between the trigger and the panel. */
  gap?: number
  open: boolean
  onOpenChange: (open: boolean) => void
  /** Puts the focus somewhere else than on the trigger when it closes; says whether it did. */
  onCloseFocus?: () => boolean
  children: ReactNode
}

/** A small panel beside its button, for what needs more than a menu. */
export function Popover({
  label,
  trigger,
  side = 'bottom',
  align = 'end',
  gap = 6,
  open,
  onOpenChange,
  onCloseFocus,
  children,
}: PopoverProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          className="popover"
          aria-label={label}
          side={side}
          align={align}
          sideOffset={gap}
          collisionPadding={8}
          onCloseAutoFocus={(event) => {
            if (onCloseFocus?.() === true) event.preventDefault()
          }}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
