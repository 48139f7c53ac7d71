import { useEffect, useState } from 'react'

const SAID_MS = 2_000

/**
 * Puts a text on the clipboard, and says so for a moment.
 *
 * @param read asked for the text when it is wanted
 */
export function useCopy(read: () => string): { copied: boolean; copy: () => void } {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), SAID_MS)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = (): void => {
    navigator.clipboard.writeText(read()).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  }
  return { copied, copy }
}
