import { useCallback, useRef, type RefCallback } from 'react'
import { usePageCommands } from '../state/use-page-commands'
import { Button, type ButtonProps } from '../ui/button'

interface OfferedButtonProps extends ButtonProps {
  /** The heading under which the palette has it. */
  under: string
  /** As the palette calls it: in the words of the button, and more where those say too little by themselves. */
  offer: string
  /** In the palette, beside its name: what it is about. */
  about?: string
}

/** A button that the palette presses as well, for as long as it is there and can act. */
export function OfferedButton({ under, offer, about, ref, ...props }: OfferedButtonProps) {
  const { icon, shortcut, unavailable = false } = props
  const element = useRef<HTMLButtonElement>(null)
  const command = {
    id: offer,
    name: offer,
    ...(about !== undefined && { detail: about }),
    ...(icon !== undefined && { icon }),
    ...(shortcut !== undefined && { shortcut }),
    run: () => element.current?.click(),
  }
  usePageCommands(under, unavailable ? [] : [command], { nearest: true })
  const keep: RefCallback<HTMLButtonElement> = useCallback(
    (button) => {
      element.current = button
      if (typeof ref === 'function') return ref(button)
      if (ref != null) ref.current = button
      return undefined
    },
    [ref],
  )
  return <Button {...props} ref={keep} />
}
