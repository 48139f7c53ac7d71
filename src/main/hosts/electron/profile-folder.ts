import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'

/** Where Electron keeps its own: cookies, caches, the lock of the single instance; and we the window's place. */
export function profileFolder(dataFolder: string): string {
  return join(dataFolder, 'desktop')
}

/** Keeps the profile with the data, so that two data folders are two apps. Before the app is ready. */
export function keepProfileIn(dataFolder: string): void {
  const profile = profileFolder(dataFolder)
  try {
    mkdirSync(profile, { recursive: true, mode: 0o700 })
    app.setPath('userData', profile)
  } catch {
    // The database can't be there either, and the user is told when it is opened.
  }
}
