import { timingSafeEqual } from 'node:crypto'
import { beforeEach, expect, test, vi } from 'vitest'
import { type BrowserHost, startBrowserHost } from '../support/browser-host'
import { sendRaw } from '../support/raw-http'

vi.mock(import('node:crypto'), { spy: true })

beforeEach(() => {
  vi.mocked(timingSafeEqual).mockClear()
})

/** The path and query of a link. */
function pathOf(link: string): string {
  const { pathname, search } = new URL(link)
  return pathname + search
}

function get(host: BrowserHost, path: string, more = '', method = 'GET', name = host.host) {
  return sendRaw(host.port, `${method} ${path} HTTP/1.1\r\nHost: ${name}\r\n${more}Connection: close\r\n\r\n`)
}

test('a link opens the door once, and leads to the pages', async () => {
  const host = await startBrowserHost()
  const link = host.launchLink()
  expect(link).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:${host.port}/launch\\?token=[\\w-]+$`))

  const opened = await get(host, pathOf(link))
  expect(opened.status).toBe(303)
  expect(opened.headers.get('location')).toBe('/')
  expect(opened.headers.get('cache-control')).toBe('no-store')
  expect(opened.headers.get('set-cookie')).toBe(`${host.cookie}; Path=/; HttpOnly; SameSite=Strict`)

  const again = await get(host, pathOf(link))
  expect(again.status).toBe(403)
  expect(again.headers.has('set-cookie')).toBe(false)
  expect(again.body).toContain('This link does not work any more')
})

test('tokens and cookies have at least 128 bits and are never the same', async () => {
  const host = await startBrowserHost()
  const tokens = Array.from({ length: 50 }, () => new URL(host.launchLink()).searchParams.get('token') ?? '')
  expect(new Set(tokens).size).toBe(50)
  for (const secret of [...tokens, host.cookie.split('=')[1] ?? '']) {
    expect(Buffer.from(secret, 'base64url').length * 8).toBeGreaterThanOrEqual(128)
  }
  const other = await startBrowserHost()
  expect(other.cookie).not.toBe(host.cookie)
})

test('a link is worth nothing after ten minutes', async () => {
  const host = await startBrowserHost()
  const early = host.launchLink()
  const late = host.launchLink()
  host.advance(10 * 60 * 1000 - 1)
  expect((await get(host, pathOf(early))).status).toBe(303)
  host.advance(1)
  expect((await get(host, pathOf(late))).status).toBe(403)
})

test.each([
  ['another host', 'evil.example', ''],
  ['a name that leads here', '127.0.0.1.nip.io', ''],
  ['another origin', '', 'Origin: http://evil.example\r\n'],
  ['the origin null', '', 'Origin: null\r\n'],
])('a link does not work for %s, and is not used up', async (_case, name, more) => {
  const host = await startBrowserHost()
  const link = host.launchLink()
  const refused = await get(host, pathOf(link), more, 'GET', name === '' ? host.host : `${name}:${host.port}`)
  expect(refused.status).toBe(403)
  expect(refused.headers.has('set-cookie')).toBe(false)
  expect((await get(host, pathOf(link))).status).toBe(303)
})

test('a HEAD does not use a link up', async () => {
  const host = await startBrowserHost()
  const link = host.launchLink()
  expect((await get(host, pathOf(link), '', 'HEAD')).status).toBe(401)
  expect((await get(host, pathOf(link))).status).toBe(303)
})

test('after a click on another site the browser goes on from a page of ours, as a redirect would lose the cookie', async () => {
  const host = await startBrowserHost()
  const opened = await get(host, pathOf(host.launchLink()), 'Sec-Fetch-Site: cross-site\r\n')
  expect(opened.status).toBe(200)
  expect(opened.headers.get('set-cookie')).toContain(host.cookie)
  expect(opened.body).toContain('<meta http-equiv="refresh" content="0; url=/">')
})

test('a link that was used leads home in the browser that used it', async () => {
  const host = await startBrowserHost()
  const again = await get(host, '/launch?token=used', `Cookie: ${host.cookie}\r\n`)
  expect(again.status).toBe(303)
  expect(again.headers.has('set-cookie')).toBe(false)
})

test('whoever is in can get a link for another browser', async () => {
  const host = await startBrowserHost()
  const answer = await get(
    host,
    '/launch',
    `Cookie: ${host.cookie}\r\nOrigin: ${host.origin}\r\nContent-Length: 0\r\n`,
    'POST',
  )
  expect(answer.status).toBe(200)
  const { link }: { link: string } = JSON.parse(answer.body)
  expect((await get(host, pathOf(link))).status).toBe(303)
})

test.each(['', 'x', 'x'.repeat(43), 'x'.repeat(5000)])(
  'the token "%.10s…" is compared in constant time',
  async (token) => {
    const host = await startBrowserHost()
    const links = [host.launchLink(), host.launchLink(), host.launchLink()]
    vi.mocked(timingSafeEqual).mockClear()
    expect((await get(host, `/launch?token=${token}`)).status).toBe(403)
    // With each of them, and over digests, which have one length.
    const compared = vi.mocked(timingSafeEqual).mock.calls.slice(0, links.length)
    expect(compared).toHaveLength(links.length)
    for (const [one, other] of compared) expect([one.byteLength, other.byteLength]).toEqual([32, 32])
  },
)

test.each(['', 'x', 'x'.repeat(43), 'x'.repeat(5000)])(
  'the cookie "%.10s…" is compared in constant time',
  async (value) => {
    const host = await startBrowserHost()
    vi.mocked(timingSafeEqual).mockClear()
    expect((await get(host, '/', `Cookie: baton-${host.port}=${value}\r\n`)).status).toBe(401)
    expect(vi.mocked(timingSafeEqual).mock.calls).toHaveLength(1)
  },
)
