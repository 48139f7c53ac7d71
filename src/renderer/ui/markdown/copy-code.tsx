import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { IconButton } from '../icon-button'

/** Copies what it reads when it is pressed, and says so for a moment. */
export function CopyCode({ read }: { read: () => string }) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2_000)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = (): void => {
    navigator.clipboard.writeText(read()).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  }
  return (
    <IconButton
      className="markdown-copy"
      size="small"
      icon={copied ? Check : Copy}
      label={copied ? 'Copied' : 'Copy code'}
      onClick={copy}
    />
  )
}
