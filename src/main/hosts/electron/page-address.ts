/** Where the pages are: the origin that everything is checked against. */
export interface PageAddress {
  /** As Chromium writes it, such as `app://baton`. */
  origin: string
  /** What a window loads. */
  url: string
  /** Served by this app, not by the development server. */
  isOurOwn: boolean
}

export const APP_SCHEME = 'app'
export const APP_HOST = 'baton'

/**
 * The built pages under our own scheme, or those of the development server.
 * @param developmentServer its URL; ignored in a packaged app, where an environment variable must not bring pages in
 */
export function pageAddress(developmentServer: string | undefined, isPackaged: boolean): PageAddress {
  if (developmentServer !== undefined && !isPackaged) {
    const { origin, href } = new URL(developmentServer)
    return { origin, url: href, isOurOwn: false }
  }
  const origin = `${APP_SCHEME}://${APP_HOST}`
  return { origin, url: `${origin}/`, isOurOwn: true }
}
