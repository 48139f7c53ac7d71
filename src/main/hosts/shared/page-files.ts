import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { BatonError } from '@shared/errors'

/** A file of the built renderer, in memory. */
export interface PageFile {
  body: Buffer
  /** As in the header `Content-Type`. */
  contentType: string
  /** Its name holds a hash of its content, so it never changes. */
  immutable: boolean
  /** For the header `ETag`, quotes included. */
  tag: string
}

/** The built renderer by URL path. What it does not know does not exist: no path can lead out of the folder. */
export interface PageFiles {
  /** @param path decoded, starting with `/`; a path of the app's router gets the page itself. Null: there is no such file */
  find(path: string): PageFile | null
}

const CONTENT_TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}

const INDEX = '/index.html'
/** Where the bundler puts what it names by content. */
const HASHED = '/assets/'

/**
 * Reads the whole folder, which is a few megabytes, so that pages that are open go on to find their parts after a
 * new build has replaced it.
 * @throws BatonError `INTERNAL` if there is no built renderer
 */
export function loadPageFiles(folder: string): PageFiles {
  const files = new Map(readAll(folder).map((file) => [pathOf(folder, file), toPageFile(folder, file)]))
  const index = files.get(INDEX)
  if (index === undefined) throw notBuilt(folder)
  return {
    find(path) {
      const file = files.get(path)
      if (file !== undefined) return file
      // Routes have no dots; a file that is missing must not look as if it were there.
      const name = path.slice(path.lastIndexOf('/') + 1)
      return name.includes('.') || path.startsWith(HASHED) ? null : index
    },
  }
}

function readAll(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
  } catch (error) {
    throw notBuilt(folder, error)
  }
}

function pathOf(folder: string, file: string): string {
  return `/${relative(folder, file).split(sep).join('/')}`
}

function toPageFile(folder: string, file: string): PageFile {
  const body = readFileSync(file)
  return {
    body,
    contentType: CONTENT_TYPES[extname(file)] ?? 'application/octet-stream',
    immutable: pathOf(folder, file).startsWith(HASHED),
    tag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
  }
}

function notBuilt(folder: string, cause?: unknown): BatonError {
  return new BatonError('INTERNAL', `The pages of Baton are not at ${folder}.`, {
    remedy: 'Build them with "npm run build", or install Baton again.',
    cause,
  })
}
