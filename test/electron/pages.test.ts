import { describe, expect, it, vi } from 'vitest'
import { contentSecurityPolicy } from '@main/hosts/shared/content-security-policy'
import { registerAppScheme } from '@main/hosts/electron/serve-pages'
import { openDesktopBench } from './desktop-bench'
import { record } from './stand-in/record'

vi.mock('electron', () => import('./stand-in/electron'))

function openPages() {
  openDesktopBench()
  const handler = record.protocols.get('app')
  if (handler === undefined) throw new RangeError('Nobody serves app:')
  return (url: string, method = 'GET') => handler(new Request(url, { method }))
}

describe('our own scheme', () => {
  it('is as good as https, and no more', () => {
    registerAppScheme()
    expect(record.schemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ])
  })

  it('serves the page at every path of its router, under a strict policy', async () => {
    const ask = openPages()
    for (const path of ['/', '/index.html', '/workflows', '/runs/0197-abc?step=2']) {
      const response = await ask(`app://baton${path}`)
      expect([response.status, await response.text()], path).toEqual([
        200,
        '<!doctype html><title>Baton</title>',
      ])
      expect(Object.fromEntries(response.headers)).toEqual({
        'content-security-policy': contentSecurityPolicy(),
        'content-type': 'text/html; charset=utf-8',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      })
    }
  })

  it('has a policy without inline scripts, eval and other hosts', () => {
    const policy = contentSecurityPolicy()
    expect(policy).toContain("default-src 'none'; script-src 'self';")
    expect(policy).toContain("connect-src 'self';")
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe|https?:|wss?:|\*/)
  })

  it('serves files by their type', async () => {
    const ask = openPages()
    const response = await ask('app://baton/assets/main-abc123.js')
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
      200,
      'text/javascript; charset=utf-8',
      'export {}',
    ])
  })

  it('leads nowhere else', async () => {
    const ask = openPages()
    const paths = [
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '/%2e%2e%2fsecret.txt',
      '/..%5csecret.txt',
      '/assets/..%2f..%2fsecret.txt',
      '/assets/%2e%2e/%2e%2e/secret.txt',
      '//secret.txt',
      '/secret.txt%00.html',
      '/assets/gone.js',
      '/%',
      '/%ff.html',
    ]
    for (const path of paths) {
      const response = await ask(`app://baton${path}`)
      expect([response.status, await response.text()], path).toEqual([404, ''])
      expect(response.headers.get('content-security-policy')).toBe(contentSecurityPolicy())
    }
    expect((await ask('app://other/index.html')).status).toBe(404)
    expect((await ask('app://baton:8080/index.html')).status).toBe(404)
  })

  it('only reads', async () => {
    const ask = openPages()
    const head = await ask('app://baton/', 'HEAD')
    expect([head.status, await head.text()]).toEqual([200, ''])
    for (const method of ['POST', 'PUT', 'DELETE'])
      expect((await ask('app://baton/', method)).status).toBe(405)
  })
})
