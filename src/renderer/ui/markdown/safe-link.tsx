import type { ComponentProps } from 'react'

/**
 * A link in somebody else's text. It opens outside of this page (the desktop shell hands it to the system's browser),
 * and only if it names a place outside: an address without a host would lead into Baton itself.
 */
export function SafeLink({ href = '', children }: ComponentProps<'a'>) {
  if (!/^(?:https?:\/\/|mailto:)/i.test(href)) return <span>{children}</span>
  return (
    <a href={href} title={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  )
}
