import { useRef, type ComponentProps } from 'react'
import { CopyCode } from './copy-code'

/** A passage of code with a button that copies it. */
export function CodeBlock({ children }: ComponentProps<'pre'>) {
  const code = useRef<HTMLPreElement>(null)
  return (
    <div className="markdown-code">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- to be scrolled with the keyboard */}
      <pre ref={code} tabIndex={0}>
        {children}
      </pre>
      <CopyCode read={() => code.current?.textContent ?? ''} />
    </div>
  )
}
