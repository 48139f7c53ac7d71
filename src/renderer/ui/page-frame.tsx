import { useEffect, type ReactNode } from 'react'
import './page-frame.css'

interface PageFrameProps {
  title: string
  /** Beside the heading. */
  actions?: ReactNode
  children: ReactNode
}

/** A page with its heading, in a column that scrolls. */
export function PageFrame({ title, actions, children }: PageFrameProps) {
  usePageTitle(title)
  return (
    <div className="page-scroll" data-scroll>
      <div className="page">
        <header className="page-head">
          <h1 className="page-title">{title}</h1>
          {actions}
        </header>
        {children}
      </div>
    </div>
  )
}

/** What the window is called while the page is open. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Baton`
  }, [title])
}
