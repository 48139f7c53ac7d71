import type { ReactNode } from 'react'
import './empty-state.css'

interface EmptyStateProps {
  title: string
  /** What will be here, and what brings it here. */
  children: ReactNode
  /** The next step. */
  action: ReactNode
}

/** A page on which nothing is yet: steps ahead on their line, what they would leave here, and how to begin. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="empty-state">
      <svg className="empty-state-line" viewBox="0 0 94 18" aria-hidden="true">
        <path d="M14 9h24M56 9h24" />
        <circle cx="9" cy="9" r="5" />
        <circle cx="47" cy="9" r="5" />
        <circle cx="85" cy="9" r="5" />
      </svg>
      <h2>{title}</h2>
      <p>{children}</p>
      {action}
    </div>
  )
}
