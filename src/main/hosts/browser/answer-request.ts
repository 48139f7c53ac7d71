import type { IncomingMessage, ServerResponse } from 'node:http'
import { contentSecurityPolicy } from '../shared/content-security-policy'
import { judgeKnock, judgeLaunch, type Knock } from './access-rules'
import type { Pages } from './built-pages'
import type { Door } from './door'
import { type PlainPage, renderPlainPage } from './plain-page'
import { readKnock } from './read-knock'
import { OPEN_THE_LINK, REFUSALS } from './refusals'
import { parseTarget } from './parse-target'

/** Where the launch link leads; a POST gives a new link to whoever is in already. */
export const LAUNCH_PATH = '/launch'
/** No request of ours has a body worth mentioning. */
const LARGEST_BODY = 16 * 1024

const NOT_UNDERSTOOD: PlainPage = {
  status: 400,
  title: 'This is no address of Baton’s',
  advice: OPEN_THE_LINK,
}
const TOO_LARGE: PlainPage = {
  status: 413,
  title: 'This is too much',
  advice: 'Baton takes no uploads here.',
}
const NOT_A_METHOD: PlainPage = {
  status: 405,
  title: 'This can’t be done',
  advice: 'There is nothing to send here.',
}
const USED_LINK: PlainPage = {
  status: 403,
  title: 'This link does not work any more',
  advice: 'A link works once, within ten minutes. Run "baton serve" again: it prints a new one.',
}
const WELCOME: PlainPage = { status: 200, title: 'Opening Baton', advice: 'One moment.', goTo: '/' }

/** Answers every request that is no WebSocket. */
export function answerRequest(
  door: Door,
  pages: Pages,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const { method = '' } = request
  setSecurityHeaders(response, door, pages)
  const target = parseTarget(request.url)
  if (target === null) return refuse(response, NOT_UNDERSTOOD)
  if (!['GET', 'HEAD', 'POST'].includes(method)) {
    response.setHeader('allow', 'GET, HEAD, POST')
    return refuse(response, NOT_A_METHOD)
  }
  const knock = readKnock(request, door.cookie)
  if (method === 'GET' && target.path === LAUNCH_PATH) return launch(door, target.query, knock, response)
  const verdict = judgeKnock(knock, door.host)
  if (verdict !== 'allowed') return refuse(response, REFUSALS[verdict])
  if (hasLargeBody(request)) return refuse(response, TOO_LARGE)
  if (method !== 'POST') return pages.respond(target.path, request, response)
  if (target.path === LAUNCH_PATH) return giveLink(door, response)
  response.setHeader('allow', 'GET, HEAD')
  refuse(response, NOT_A_METHOD)
}

function setSecurityHeaders(response: ServerResponse, { host }: Door, { policy }: Pages): void {
  const connect = [`ws://${host}`, ...(policy.connect ?? [])]
  response.setHeader('content-security-policy', contentSecurityPolicy({ ...policy, connect }))
  response.setHeader('x-content-type-options', 'nosniff')
  response.setHeader('referrer-policy', 'no-referrer')
  response.setHeader('cross-origin-opener-policy', 'same-origin')
  response.setHeader('cross-origin-resource-policy', 'same-origin')
}

/** A body without a length counts as large: it would have to be read to know. */
function hasLargeBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > LARGEST_BODY
}

function launch(door: Door, query: URLSearchParams, knock: Knock, response: ServerResponse): void {
  const verdict = judgeLaunch(knock, door.host)
  if (verdict !== 'allowed') return refuse(response, REFUSALS[verdict])
  const token = query.get('token')
  if (token === null || !door.tokens.redeem(token)) {
    // A link that was opened twice, in a browser that is in already.
    if (judgeKnock(knock, door.host) === 'allowed') return goHome(response)
    return refuse(response, token === null ? REFUSALS['no-cookie'] : USED_LINK)
  }
  response.setHeader('set-cookie', door.cookie.setHeader)
  // After a click on another site a redirect would still count as that site's, and the cookie would stay behind.
  if (knock.fetchSite === 'cross-site' || knock.fetchSite === 'same-site') return show(response, WELCOME)
  goHome(response)
}

function goHome(response: ServerResponse): void {
  response.writeHead(303, { location: '/', 'cache-control': 'no-store' }).end()
}

function giveLink(door: Door, response: ServerResponse): void {
  send(response, 200, 'application/json; charset=utf-8', JSON.stringify({ link: door.launchLink() }))
}

/** The connection ends, too: whatever else comes over it is not read. */
function refuse(response: ServerResponse, page: PlainPage): void {
  response.setHeader('connection', 'close')
  show(response, page)
}

function show(response: ServerResponse, page: PlainPage): void {
  send(response, page.status, 'text/html; charset=utf-8', renderPlainPage(page))
}

function send(response: ServerResponse, status: number, contentType: string, body: string): void {
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
  })
  response.end(body)
}
