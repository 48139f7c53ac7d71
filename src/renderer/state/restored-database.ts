/** When a backup was put back last. Other windows of this browser hear of a change, and this one does not. */
const SIGNAL = 'baton:restored-at'
const NOTE = 'baton:restored'

/** What a page says after it has been loaded anew. */
export interface Restored {
  /** Where the database that was replaced is kept; null if it was not there any more. */
  formerDatabase: string | null
}

/** Loads everything anew, here and in the other windows: a backup has taken the database's place. */
export function startAnew(restored: Restored): void {
  sessionStorage.setItem(NOTE, JSON.stringify(restored))
  localStorage.setItem(SIGNAL, String(Date.now()))
  location.reload()
}

/** Goes along when another window has put a backup back. */
export function startAnewWithOthers(): void {
  window.addEventListener('storage', ({ key }) => {
    if (key === SIGNAL) location.reload()
  })
}

/** What `startAnew` was told before this page was loaded; null if nothing was. */
export function whatWasRestored(): Restored | null {
  const note: Restored | null = JSON.parse(sessionStorage.getItem(NOTE) ?? 'null')
  return note
}

export function forgetRestored(): void {
  sessionStorage.removeItem(NOTE)
}
