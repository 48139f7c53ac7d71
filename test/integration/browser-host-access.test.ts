import { describe, expect, test } from 'vitest'
import { type BrowserHost, SECRET_FILE_TEXT, startBrowserHost } from '../support/browser-host'
import { sendRaw, type RawAnswer } from '../support/raw-http'

/** What is asked for. `read`, `write` and `upgrade` are the three kinds that the rules know. */
const REQUESTS = {
  'GET /': { line: 'GET / HTTP/1.1', kind: 'read', passed: 200 },
  'HEAD /': { line: 'HEAD / HTTP/1.1', kind: 'read', passed: 200 },
  'GET /runs/1': { line: 'GET /runs/1 HTTP/1.1', kind: 'read', passed: 200 },
  'POST /launch': { line: 'POST /launch HTTP/1.1\r\nContent-Length: 0', kind: 'write', passed: 200 },
  'upgrade /rpc': {
    line: 'GET /rpc HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    kind: 'upgrade',
    passed: 101,
  },
  'upgrade /': {
    line: 'GET / HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    kind: 'upgrade',
    passed: 404,
  },
} as const

type Header = (host: BrowserHost) => string[]

const HOSTS: Record<string, Header> = {
  right: ({ host }) => [host],
  foreign: ({ port }) => [`evil.example:${port}`],
  'a name that leads here': ({ port }) => [`127.0.0.1.nip.io:${port}`],
  missing: () => [],
  null: () => ['null'],
  localhost: ({ port }) => [`localhost:${port}`],
  'without the port': () => ['127.0.0.1'],
  'another port': ({ port }) => [`127.0.0.1:${port - 1}`],
  'right and foreign': ({ host, port }) => [host, `evil.example:${port}`],
}

const ORIGINS: Record<string, Header> = {
  right: ({ origin }) => [origin],
  foreign: () => ['http://evil.example'],
  'a name that leads here': ({ port }) => [`http://127.0.0.1.nip.io:${port}`],
  missing: () => [],
  null: () => ['null'],
  https: ({ host }) => [`https://${host}`],
  localhost: ({ port }) => [`http://localhost:${port}`],
  'another port': ({ port }) => [`http://127.0.0.1:${port - 1}`],
  'longer than the right one': ({ origin }) => [`${origin}.evil.example`],
  'right and foreign': ({ origin }) => [origin, 'http://evil.example'],
}

const COOKIES: Record<string, Header> = {
  right: ({ cookie }) => [`theme=dark; ${cookie}`],
  missing: () => [],
  wrong: ({ cookie }) => [`${cookie.slice(0, -1)}${cookie.endsWith('A') ? 'B' : 'A'}`],
  'cut short': ({ cookie }) => [cookie.slice(0, -1)],
  empty: ({ cookie }) => [`${cookie.split('=')[0]}=`],
}

const SITES = ['missing', 'none', 'same-origin', 'same-site', 'cross-site'] as const

/** The rules as `interfaces.md` says them: "Browser mode". */
function expectedStatus(
  { kind, passed }: (typeof REQUESTS)[keyof typeof REQUESTS],
  host: string,
  origin: string,
  cookie: string,
  site: (typeof SITES)[number],
): number {
  if (host !== 'right') return 403
  const mayLackOrigin = kind === 'read' && ['missing', 'none', 'same-origin'].includes(site)
  if (origin !== 'right' && !(origin === 'missing' && mayLackOrigin)) return 403
  if (cookie !== 'right') return 401
  return passed
}

function compose(
  { line }: { line: string },
  headers: { host: string[]; origin: string[]; cookie: string[]; site: string },
): string {
  const [head = '', body = ''] = line.split('\r\n\r\n')
  return [
    head,
    ...headers.host.map((value) => `Host: ${value}`),
    ...headers.origin.map((value) => `Origin: ${value}`),
    ...headers.cookie.map((value) => `Cookie: ${value}`),
    ...(headers.site === 'missing' ? [] : [`Sec-Fetch-Site: ${headers.site}`]),
    ...(head.includes('Connection:') ? [] : ['Connection: close']),
    '',
    body,
  ].join('\r\n')
}

describe.each(Object.entries(REQUESTS))('%s', (_name, request) => {
  test(
    'passes with the right host, origin and cookie, and in no other way',
    { timeout: 60_000 },
    async () => {
      const host = await startBrowserHost()
      const combinations = Object.keys(HOSTS).flatMap((hostName) =>
        Object.keys(ORIGINS).flatMap((originName) =>
          Object.keys(COOKIES).flatMap((cookieName) =>
            SITES.map((site) => ({ hostName, originName, cookieName, site })),
          ),
        ),
      )
      expect(combinations).toHaveLength(9 * 10 * 5 * 5)

      const surprises: object[] = []
      let passed = 0
      await forEachAtOnce(32, combinations, async (combination) => {
        const { hostName, originName, cookieName, site } = combination
        const answer = await sendRaw(
          host.port,
          compose(request, {
            host: HOSTS[hostName]?.(host) ?? [],
            origin: ORIGINS[originName]?.(host) ?? [],
            cookie: COOKIES[cookieName]?.(host) ?? [],
            site,
          }),
        )
        const expected = expectedStatus(request, hostName, originName, cookieName, site)
        if (expected === request.passed) passed += 1
        if (answer.status !== expected) surprises.push({ ...combination, expected, status: answer.status })
        if (answer.headers.has('set-cookie') || allowsOthers(answer))
          surprises.push({ ...combination, answer })
      })
      expect(surprises).toEqual([])
      // 5 sites with the right origin; 3 more without one where that is enough.
      expect(passed).toBe(request.kind === 'read' ? 8 : 5)
    },
  )
})

test('every page and every refusal carries the strict headers', async () => {
  const host = await startBrowserHost()
  const get = (path: string, cookie = host.cookie) =>
    sendRaw(
      host.port,
      `GET ${path} HTTP/1.1\r\nHost: ${host.host}\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`,
    )
  const policy =
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
    `font-src 'self'; connect-src 'self' ws://${host.host}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`
  for (const answer of [
    await get('/'),
    await get('/assets/index-abc123.js'),
    await get('/assets/missing.js'),
    await get('/', 'none'),
  ]) {
    expect(answer.headers.get('content-security-policy')).toBe(policy)
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
    expect(answer.headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin')
    expect(allowsOthers(answer)).toBe(false)
  }
})

test('whoever is not let in reads what to do, and gets no script', async () => {
  const host = await startBrowserHost()
  const answer = await sendRaw(host.port, `GET / HTTP/1.1\r\nHost: ${host.host}\r\nConnection: close\r\n\r\n`)
  expect(answer.status).toBe(401)
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(answer.body).toContain('Open the link that &quot;baton serve&quot; printed.')
  expect(answer.body).not.toContain('<script')
})

test.each(['OPTIONS', 'PUT', 'DELETE', 'PATCH', 'TRACE'])('%s is not answered', async (method) => {
  const host = await startBrowserHost()
  const answer = await sendRaw(
    host.port,
    `${method} / HTTP/1.1\r\nHost: ${host.host}\r\nOrigin: http://evil.example\r\nAccess-Control-Request-Method: POST\r\nConnection: close\r\n\r\n`,
  )
  expect(answer.status).toBe(405)
  expect(allowsOthers(answer)).toBe(false)
})

test.each([
  '/../secret.txt',
  '/../../secret.txt',
  '/%2e%2e/secret.txt',
  '/%2e%2e%2fsecret.txt',
  '/..%2fsecret.txt',
  '/..%5csecret.txt',
  '/assets/../../secret.txt',
  '/assets/%2e%2e/%2e%2e/secret.txt',
  '/assets/..%252f..%252fsecret.txt',
  '//secret.txt',
  '/./../secret.txt',
  '/%00/../../secret.txt',
  '/secret.txt%00.js',
  '/%c0%ae%c0%ae/secret.txt',
  '/%',
  'secret.txt',
  '*',
  'http://evil.example/secret.txt',
])('the path %s leads to no file outside of the pages', async (path) => {
  const host = await startBrowserHost()
  const answer = await sendRaw(
    host.port,
    `GET ${path} HTTP/1.1\r\nHost: ${host.host}\r\nCookie: ${host.cookie}\r\nConnection: close\r\n\r\n`,
  )
  expect([400, 404]).toContain(answer.status)
  expect(answer.body).not.toContain(SECRET_FILE_TEXT)
})

test('files come with their types, and what is named by its content may be kept', async () => {
  const host = await startBrowserHost()
  const get = (path: string, more = '') =>
    sendRaw(
      host.port,
      `GET ${path} HTTP/1.1\r\nHost: ${host.host}\r\nCookie: ${host.cookie}\r\n${more}Connection: close\r\n\r\n`,
    )
  const script = await get('/assets/index-abc123.js')
  expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  expect(script.headers.get('cache-control')).toBe('private, max-age=31536000, immutable')
  const page = await get('/workflows/new?from=here')
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(page.headers.get('cache-control')).toBe('no-cache')
  expect(page.body).toContain('<div id="root">')
  const again = await get('/', `If-None-Match: ${page.headers.get('etag')}\r\n`)
  expect(again).toMatchObject({ status: 304, body: '' })
  expect((await get('/icon.svg')).headers.get('content-type')).toBe('image/svg+xml')
})

test('a body that is too large, or of unknown length, is not read', async () => {
  const host = await startBrowserHost()
  const post = (more: string) =>
    sendRaw(
      host.port,
      `POST /launch HTTP/1.1\r\nHost: ${host.host}\r\nOrigin: ${host.origin}\r\nCookie: ${host.cookie}\r\n${more}`,
    )
  expect((await post('Content-Length: 16385\r\n\r\n')).status).toBe(413)
  expect((await post('Transfer-Encoding: chunked\r\n\r\n')).status).toBe(413)
  const largest = `Content-Length: 16384\r\nConnection: close\r\n\r\n${'x'.repeat(16_384)}`
  expect((await post(largest)).status).toBe(200)
})

test('headers that are too large are not read', async () => {
  const host = await startBrowserHost()
  const answer = await sendRaw(
    host.port,
    `GET / HTTP/1.1\r\nHost: ${host.host}\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
  )
  expect(answer.status).toBe(431)
})

/** Whether pages of other origins could read the answer. */
function allowsOthers({ headers }: RawAnswer): boolean {
  return [...headers.keys()].some((name) => name.startsWith('access-control-'))
}

async function forEachAtOnce<T>(
  limit: number,
  items: T[],
  action: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items.values()
  await Promise.all(
    Array.from({ length: limit }, async () => {
      for (const item of queue) await action(item)
    }),
  )
}
