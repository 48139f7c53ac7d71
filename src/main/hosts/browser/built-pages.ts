import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PolicyAdditions } from '../shared/content-security-policy'
import { loadPageFiles } from '../shared/page-files'

/** Where the pages come from. The door has been passed by then. */
export interface Pages {
  /** What the pages need beyond their own files. */
  policy: PolicyAdditions
  /** Answers a GET or a HEAD. @param path decoded, without the query */
  respond(path: string, request: IncomingMessage, response: ServerResponse): void
}

/**
 * The built renderer.
 * @throws BatonError `INTERNAL` if it is not there
 */
export function createBuiltPages(folder: string): Pages {
  const files = loadPageFiles(folder)
  return {
    policy: {},
    respond(path, request, response) {
      const file = files.find(path)
      if (file === null) {
        response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
        response.end('There is no such file.\n')
        return
      }
      response.setHeader('etag', file.tag)
      response.setHeader(
        'cache-control',
        file.immutable ? 'private, max-age=31536000, immutable' : 'no-cache',
      )
      if (request.headers['if-none-match'] === file.tag) {
        response.writeHead(304).end()
        return
      }
      response.writeHead(200, { 'content-type': file.contentType, 'content-length': file.body.length })
      // Node leaves out the body of an answer to HEAD.
      response.end(file.body)
    },
  }
}
