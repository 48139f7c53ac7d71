import { shell } from 'electron'

const SCHEMES = new Set(['https:', 'mailto:'])

/**
 * Opens a link of a page where the user browses or writes mail. Anything else is left alone: other schemes start
 * programs on this machine.
 */
export async function openExternal(link: string): Promise<void> {
  const url = URL.parse(link)
  if (url === null || !SCHEMES.has(url.protocol)) return
  await shell.openExternal(url.href)
}
