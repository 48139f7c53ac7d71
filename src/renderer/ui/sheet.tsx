import { X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import type { ReactNode } from 'react'
import { IconButton } from './icon-button'
import './scrim.css'
import './sheet.css'
import { useFocusBack } from './use-focus-back'

interface SheetProps {
  title: string
  /** One sentence for screen readers on what the sheet is for. */
  description: string
  /** For what has two columns. */
  wide?: boolean
  onClose: () => void
  /** A `SheetBody` and a `SheetFoot`. */
  children: ReactNode
}

/** A dialog that comes in from the right and keeps the page in view. It is open while it is rendered. */
export function Sheet({ title, description, wide = false, onClose, children }: SheetProps) {
  const focusBack = useFocusBack()
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="scrim" />
        <Dialog.Content
          {...focusBack}
          className={wide ? 'sheet sheet-wide' : 'sheet'}
          onOpenAutoFocus={(event) => {
            // The first button would be Close; what the sheet asks for takes the focus when it is there.
            event.preventDefault()
            if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus()
          }}
        >
          <header className="sheet-head">
            <Dialog.Title className="sheet-title truncated">{title}</Dialog.Title>
            <Dialog.Close asChild>
              <IconButton icon={X} label="Close" shortcut="closeSheet" />
            </Dialog.Close>
          </header>
          <Dialog.Description className="visually-hidden">{description}</Dialog.Description>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

interface SheetBodyProps {
  /** Its name, where there is nothing in it that could take the focus: then it takes it itself, to be scrolled. */
  label?: string
  children: ReactNode
}

export function SheetBody({ label, children }: SheetBodyProps) {
  const focusable = label === undefined ? {} : { tabIndex: 0, role: 'region', 'aria-label': label }
  return (
    <div className="sheet-body" data-scroll {...focusable}>
      {children}
    </div>
  )
}

export function SheetFoot({ children }: { children: ReactNode }) {
  return <footer className="sheet-foot">{children}</footer>
}
