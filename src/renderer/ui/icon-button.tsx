import { Button, type ButtonProps } from './button'
import { Tooltip } from './tooltip'

interface IconButtonProps extends Omit<ButtonProps, 'children' | 'aria-label' | 'hint'> {
  icon: NonNullable<ButtonProps['icon']>
  /** Its name, and its tooltip. */
  label: string
  side?: 'top' | 'right' | 'bottom' | 'left'
}

export function IconButton({
  label,
  shortcut,
  side,
  look = 'ghost',
  className = '',
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip content={label} shortcut={shortcut} {...(side !== undefined && { side })}>
      <Button {...rest} look={look} className={`button-square ${className}`} aria-label={label} />
    </Tooltip>
  )
}
