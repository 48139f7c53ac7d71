import { protocol } from 'electron'
import { contentSecurityPolicy } from '../shared/content-security-policy'
import { loadPageFiles, type PageFiles } from '../shared/page-files'
import { APP_HOST, APP_SCHEME } from './page-address'

const HEADERS = {
  'content-security-policy': contentSecurityPolicy(),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

/** Before the app is ready: a scheme of our own, with the rights of `https:`. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/** @throws BatonError `INTERNAL` if the pages are not built */
export function servePages(folder: string): void {
  const files = loadPageFiles(folder)
  protocol.handle(APP_SCHEME, (request) => answer(request, files))
}

function answer({ method, url }: Request, files: PageFiles): Response {
  if (method !== 'GET' && method !== 'HEAD') return new Response(null, { status: 405, headers: HEADERS })
  const file = findFile(url, files)
  if (file === null) return new Response(null, { status: 404, headers: HEADERS })
  return new Response(method === 'HEAD' ? null : new Uint8Array(file.body), {
    headers: { ...HEADERS, 'content-type': file.contentType },
  })
}

function findFile(url: string, files: PageFiles) {
  const { host, pathname } = new URL(url)
  if (host !== APP_HOST) return null
  try {
    return files.find(decodeURIComponent(pathname))
  } catch (error) {
    if (error instanceof URIError) return null
    throw error
  }
}
