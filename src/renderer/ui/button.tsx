import type { CommandName } from '@shared/commands'
import type { LucideIcon } from 'lucide-react'
import type { ComponentProps, MouseEvent } from 'react'
import { ariaShortcut, CommandKeys } from './shortcut'
import { Tooltip } from './tooltip'
import './button.css'

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'type' | 'disabled'> {
  /** One primary button per view. `danger` is red text; `destructive` is for the dialog that asks. */
  look?: 'primary' | 'secondary' | 'ghost' | 'danger' | 'destructive'
  size?: 'medium' | 'small' | 'large'
  icon?: LucideIcon
  /** Its keys are only shown; `useShortcut` makes them work. */
  shortcut?: CommandName | undefined
  /** What it does, in more words; a tooltip. */
  hint?: string | undefined
  /** Whether the keys stand in the tooltip instead of inside of the button. */
  keysInHint?: boolean
  /** Stays where it is and can be focused, but does nothing. */
  unavailable?: boolean
  type?: 'button' | 'submit'
}

export function Button(props: ButtonProps) {
  const {
    look = 'secondary',
    size = 'medium',
    icon: Icon,
    shortcut,
    hint,
    keysInHint = false,
    unavailable = false,
    type = 'button',
    className = '',
    onClick,
    children,
    ...rest
  } = props
  const press = (event: MouseEvent<HTMLButtonElement>): void => {
    if (unavailable) event.preventDefault()
    else onClick?.(event)
  }
  const button = (
    <button
      {...rest}
      type={type}
      className={`button button-${look} button-${size} ${className}`}
      aria-disabled={unavailable || undefined}
      aria-keyshortcuts={ariaShortcut(shortcut)}
      onClick={press}
    >
      {Icon !== undefined && <Icon className="button-icon" aria-hidden="true" />}
      {children}
      {shortcut !== undefined && !keysInHint && <CommandKeys command={shortcut} />}
    </button>
  )
  // One that may have a hint at other times stays the same element, and keeps the focus.
  if (!('hint' in props)) return button
  return (
    <Tooltip content={hint} {...(keysInHint && { shortcut })}>
      {button}
    </Tooltip>
  )
}
