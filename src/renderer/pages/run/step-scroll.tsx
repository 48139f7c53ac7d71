import type { ReactNode } from 'react'
import './step-scroll.css'

/** A column that scrolls, with the keyboard as well. */
export function StepScroll({ label, children }: { label: string; children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long text is scrolled with the keyboard
    <div className="step-scroll" data-scroll tabIndex={0} role="region" aria-label={label}>
      {children}
    </div>
  )
}
