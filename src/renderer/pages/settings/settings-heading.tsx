import type { ReactNode } from 'react'

interface SettingsHeadingProps {
  title: string
  /** A sentence or two on what the section is for. */
  children?: ReactNode
  /** Beside the heading. */
  action?: ReactNode
}

/** The head of a section of the settings. */
export function SettingsHeading({ title, children, action }: SettingsHeadingProps) {
  return (
    <header className="settings-heading">
      <h2>{title}</h2>
      {action}
      {children !== undefined && <p>{children}</p>}
    </header>
  )
}
