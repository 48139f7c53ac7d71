import { Check, Copy } from 'lucide-react'
import { useEffect, useState, type Ref } from 'react'
import { Button } from './button'

/** Puts a text on the clipboard and says so for a moment. */
export function CopyButton({ text, ref }: { text: string; ref?: Ref<HTMLButtonElement> }) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2_000)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  }
  return (
    <Button ref={ref} size="small" look="ghost" icon={copied ? Check : Copy} onClick={copy}>
      {copied ? 'Copied' : 'Copy'}
    </Button>
  )
}
