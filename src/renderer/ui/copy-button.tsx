import { Check, Copy } from 'lucide-react'
import type { Ref } from 'react'
import { Button } from './button'
import { useCopy } from './use-copy'

/** Puts a text on the clipboard and says so for a moment. */
export function CopyButton({ text, ref }: { text: string; ref?: Ref<HTMLButtonElement> }) {
  const { copied, copy } = useCopy(() => text)
  return (
    <Button ref={ref} size="small" look="ghost" icon={copied ? Check : Copy} onClick={copy}>
      {copied ? 'Copied' : 'Copy'}
    </Button>
  )
}
