import { pause } from './pause'
import { saveFile } from './save-file'

/** Chromium lets a page begin ten downloads in a second. What comes on top it drops, and tells nobody. */
const LOT = 10
const PAUSE_MS = 1_100

/** Gives the user any number of files to keep, as downloads. An abort leaves out those that have not begun. */
export async function saveFiles(
  files: readonly Parameters<typeof saveFile>[0][],
  signal: AbortSignal,
): Promise<void> {
  for (const [index, file] of files.entries()) {
    if (index > 0 && index % LOT === 0) await pause(PAUSE_MS, signal)
    if (signal.aborted) return
    saveFile(file)
  }
}
