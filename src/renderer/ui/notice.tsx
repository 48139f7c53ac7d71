import { CircleAlert, OctagonX, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import './notice.css'

interface NoticeProps {
  tone: 'bad' | 'warn' | 'quiet'
  title: ReactNode
  /** What it means and what to do. */
  children?: ReactNode
  /** One or two buttons. */
  actions?: ReactNode
}

const ICONS = { bad: OctagonX, warn: TriangleAlert, quiet: CircleAlert }

/** Something that needs the user's eye, at the place where it happened. */
export function Notice({ tone, title, children, actions }: NoticeProps) {
  const Icon = ICONS[tone]
  return (
    <div className={`notice notice-${tone}`} role={tone === 'bad' ? 'alert' : 'note'}>
      <Icon className="notice-icon" aria-hidden="true" />
      <p className="notice-title">{title}</p>
      {children !== undefined && <div className="notice-text">{children}</div>}
      {actions !== undefined && <div className="notice-actions">{actions}</div>}
    </div>
  )
}
