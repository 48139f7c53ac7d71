/** The path of Electron's program, where it is here and could open a window; else null. Fetches nothing. */
export async function findUsableElectron(): Promise<string | null> {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env
  if (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY) return null
  const script = new URL('../../scripts/find-electron.mjs', import.meta.url).href
  const { findElectron }: { findElectron: () => string | null } = await import(script)
  return findElectron()
}
