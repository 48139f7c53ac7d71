import type { Settings } from '@shared/contract'

type Theme = Settings['theme']

const KEY = 'baton:theme'

/** The theme this page had last, so that a window opens in the right one before the settings have come. */
export function rememberedTheme(): Theme {
  try {
    const theme = localStorage.getItem(KEY)
    return theme === 'light' || theme === 'dark' ? theme : 'system'
  } catch {
    return 'system'
  }
}

export function rememberTheme(theme: Theme): void {
  try {
    localStorage.setItem(KEY, theme)
  } catch {
    // Without storage the window flashes once when it opens; the settings themselves are kept by the core.
  }
}

/** Shows a theme; `system` leaves it to the system. */
export function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
}
