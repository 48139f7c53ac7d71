import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { LAUNCH_PATH } from './answer-request'
import type { ServerRecord } from './server-record'
import { createSessionCookie } from './session-cookie'

const ANSWER_WITHIN_MS = 3_000
const LINK = /^http:\/\/127\.0\.0\.1:\d+\/launch\?token=[\w-]+$/

/**
 * A new launch link from the server that runs for the same data folder; null if there is none. Asks only while the
 * process that was written down is alive, so that nobody who took its port meanwhile gets to see the cookie.
 */
export async function askRunningServer({ port, secret, pid }: ServerRecord): Promise<string | null> {
  if (port === null || pid === null || pid === process.pid || !isAlive(pid)) return null
  try {
    const { status, body } = await post(port, createSessionCookie(secret, port).header)
    if (status !== 200) return null
    const { link }: { link?: unknown } = JSON.parse(body)
    return typeof link === 'string' && LINK.test(link) ? link : null
  } catch {
    // Nobody there, or somebody who is no Baton.
    return null
  }
}

function post(port: number, cookie: string): Promise<{ status: number | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    const asked = request({
      host: '127.0.0.1',
      port,
      path: LAUNCH_PATH,
      method: 'POST',
      headers: { cookie, origin: `http://127.0.0.1:${port}`, 'content-length': 0 },
      agent: false,
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    })
    asked.on('error', reject)
    asked.on('response', (response) => {
      text(response).then((body) => resolve({ status: response.statusCode, body }), reject)
    })
    asked.end()
  })
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Not allowed to signal it: it is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
