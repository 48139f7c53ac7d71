import type { CommandName } from '@shared/commands'
import { Tooltip as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { floatingPlace } from './floating-place'
import { isFocusPut } from './focus-path'
import { CommandKeys } from './shortcut'
import './tooltip.css'

interface TooltipProps {
  /** Undefined: there is nothing to say just now. */
  content: ReactNode
  /** Whose keys it shows. */
  shortcut?: CommandName | undefined
  side?: 'top' | 'right' | 'bottom' | 'left'
  align?: 'start' | 'center' | 'end'
  /** One element that can hold the focus. */
  children: ReactNode
}

/** Says more about a control on hover and focus. Never the only place where something is said. */
export function Tooltip({ content, shortcut, side = 'bottom', align = 'center', children }: TooltipProps) {
  return (
    <Radix.Root>
      <Radix.Trigger
        asChild
        onFocus={(event) => {
          // Focus that comes back from a dialog, or from a menu closed by the mouse, is not a question.
          if (isFocusPut() || !event.currentTarget.matches(':focus-visible')) event.preventDefault()
        }}
      >
        {children}
      </Radix.Trigger>
      {content !== undefined && (
        <Radix.Portal container={floatingPlace()}>
          <Radix.Content className="tooltip" side={side} align={align} sideOffset={6} collisionPadding={8}>
            {content}
            {shortcut !== undefined && <CommandKeys command={shortcut} />}
          </Radix.Content>
        </Radix.Portal>
      )}
    </Radix.Root>
  )
}

/** Once around the page: tooltips come after half a second, and at once where one was just open. */
export function TooltipScope({ children }: { children: ReactNode }) {
  return <Radix.Provider delayDuration={500}>{children}</Radix.Provider>
}
