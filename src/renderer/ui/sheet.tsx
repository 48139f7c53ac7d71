import { X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import type { ReactNode } from 'react'
import { IconButton } from './icon-button'
import './scrim.css'
import './sheet.css'

interface SheetProps {
  title: string
  /** One sentence for screen readers on what the sheet is for. */
  description: string
  onClose: () => void
  children: ReactNode
  footer: ReactNode
}

/** A dialog that comes in from the right and keeps the page in view. It is open while it is rendered. */
export function Sheet({ title, description, onClose, children, footer }: SheetProps) {
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="scrim" />
        <Dialog.Content className="sheet">
          <header className="sheet-head">
            <Dialog.Title className="sheet-title truncated">{title}</Dialog.Title>
            <Dialog.Close asChild>
              <IconButton icon={X} label="Close" shortcut="escape" />
            </Dialog.Close>
          </header>
          <Dialog.Description className="visually-hidden">{description}</Dialog.Description>
          <div className="sheet-body">{children}</div>
          <footer className="sheet-foot">{footer}</footer>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
