const KEY = 'baton:recent-commands'
const MOST_KEPT = 40

/** When each command of the palette was last used, milliseconds since the epoch, as far as this page remembers. */
export function recentCommands(): Map<string, number> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return new Map(Array.isArray(kept) ? kept.filter(isUse) : [])
  } catch {
    // Without storage, or with something else in it, nothing is recent.
    return new Map()
  }
}

export function rememberCommand(id: string, now: number): void {
  const uses = [...recentCommands().set(id, now)].sort(([, one], [, other]) => other - one)
  try {
    localStorage.setItem(KEY, JSON.stringify(uses.slice(0, MOST_KEPT)))
  } catch {
    // Without storage nothing is remembered, and nothing else depends on it.
  }
}

function isUse(entry: unknown): entry is [string, number] {
  return Array.isArray(entry) && typeof entry[0] === 'string' && typeof entry[1] === 'number'
}
