import { use, type ComponentProps } from 'react'
import { isPlainClick } from '../is-plain-click'
import { OwnLinks } from './own-links'

/**
 * A link in somebody else's text. It opens outside of this page (the desktop shell hands it to the system's browser),
 * and only if it names a place outside: an address without a host would lead into Baton itself, which only Baton's own
 * texts may do.
 */
export function SafeLink({ href = '', children }: ComponentProps<'a'>) {
  const own = use(OwnLinks)?.(href) ?? null
  if (own !== null) {
    return (
      <a
        href={own.path}
        onClick={(event) => {
          if (!isPlainClick(event)) return
          event.preventDefault()
          own.go()
        }}
      >
        {children}
      </a>
    )
  }
  if (!/^(?:https?:\/\/|mailto:)/i.test(href)) return <span>{children}</span>
  return (
    <a href={href} title={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  )
}
