import type { ReactNode } from 'react'

interface SettingsRowProps {
  title: string
  /** What it means. */
  text: ReactNode
  /** The control, or what there is to read. */
  children?: ReactNode
}

/** One setting: what it is on the left, its control on the right. */
export function SettingsRow({ title, text, children }: SettingsRowProps) {
  return (
    <div className="settings-row">
      <div className="settings-row-words">
        <h3>{title}</h3>
        <div className="settings-row-text">{text}</div>
      </div>
      {children}
    </div>
  )
}
