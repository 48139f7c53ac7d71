/** What a request asks for. */
export interface Target {
  /** Decoded, starting with `/`. */
  path: string
  query: URLSearchParams
}

/** Null if it is none of a browser's: a whole address, a proxy's, badly encoded, or with control characters. */
export function parseTarget(url: string | undefined): Target | null {
  if (url === undefined || !url.startsWith('/')) return null
  const mark = url.indexOf('?')
  const encoded = mark === -1 ? url : url.slice(0, mark)
  try {
    const path = decodeURIComponent(encoded)
    if (/\p{Cc}/u.test(path)) return null
    return { path, query: new URLSearchParams(mark === -1 ? '' : url.slice(mark + 1)) }
  } catch {
    return null
  }
}
