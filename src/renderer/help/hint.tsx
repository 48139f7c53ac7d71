import { Lightbulb, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '../ui/icon-button'
import './hint.css'

interface HintProps {
  title: string
  onDismiss: () => void
  children: ReactNode
}

/** A quiet explanation at the place it speaks of, which the user can send away for good. */
export function Hint({ title, onDismiss, children }: HintProps) {
  return (
    <aside className="hint" aria-label="Hint">
      <Lightbulb className="hint-icon" aria-hidden="true" />
      <p>
        <b>{title}.</b> {children}
      </p>
      <IconButton size="small" icon={X} label="Dismiss hint" onClick={onDismiss} />
    </aside>
  )
}
