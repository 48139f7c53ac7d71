import { fetchElectron } from './find-electron.mjs'

const fetchWithin = 10_000

/**
 * How to show Baton here: in a window of its own, by Electron's program at `electron`, or in the browser, and then
 * `reason` is a sentence that says why. Asks for Electron only where it could open a window.
 */
export function chooseHost({
  platform = process.platform,
  environment = process.env,
  fetch = fetchElectron,
} = {}) {
  if (!hasDisplay(platform, environment)) {
    return { electron: null, reason: 'There is no display here, so Baton opens in the browser.' }
  }
  const electron = fetch(fetchWithin, { environment })
  if (electron !== null) return { electron, reason: null }
  return {
    electron,
    reason:
      `Electron's program could not be fetched within ${fetchWithin / 1000} s ("npx install-electron" takes longer), ` +
      'so Baton opens in the browser.',
  }
}

export function hasDisplay(platform = process.platform, environment = process.env) {
  if (platform === 'darwin' || platform === 'win32') return true
  return Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY)
}
