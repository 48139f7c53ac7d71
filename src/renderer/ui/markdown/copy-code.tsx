import { Check, Copy } from 'lucide-react'
import { IconButton } from '../icon-button'
import { useCopy } from '../use-copy'

/** Copies what it reads when it is pressed, and says so for a moment. */
export function CopyCode({ read }: { read: () => string }) {
  const { copied, copy } = useCopy(read)
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
