import { Copy } from 'lucide-react'
import { useRef } from 'react'
import { usePageCommands } from '../state/use-page-commands'
import { CopyButton } from '../ui/copy-button'

interface OfferedCopyButtonProps {
  text: string
  /** The heading under which the palette has it. */
  under: string
  /** What is copied, in a few words. */
  about: string
}

/** Puts a text on the clipboard, pressed here or in the palette. */
export function OfferedCopyButton({ text, under, about }: OfferedCopyButtonProps) {
  const button = useRef<HTMLButtonElement>(null)
  const run = (): void => button.current?.click()
  usePageCommands(under, [{ id: 'copy', name: 'Copy', detail: about, icon: Copy, run }], { nearest: true })
  return <CopyButton ref={button} text={text} />
}
