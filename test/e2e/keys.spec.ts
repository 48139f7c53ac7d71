import { startProvider } from '../support/provider-process'
import { expect, test } from './support/baton-test'
import { startBatonServer } from './support/baton-server'
import { runStatus, startTemplate } from './support/run-page'

const KEY = 'sk-canary-8f3a1c77e0b94d2a'
/** The key as it is, and as it could be hidden. */
const DISGUISES = [KEY, Buffer.from(KEY).toString('base64').replace(/=+$/, ''), encodeURIComponent(KEY)]

/** For the fake provider: how much to answer, and how fast. */
const INPUT = 'Answer in a few words. [tokens=30] [delay=5]'

test('no frame that a page gets or sends holds a key', async ({ page }) => {
  const provider = await startProvider()
  const server = await startBatonServer({ OPENAI_API_KEY: KEY, OPENAI_BASE_URL: provider.openaiUrl })
  const frames: string[] = []
  page.on('websocket', (socket) => {
    for (const event of ['framereceived', 'framesent'] as const) {
      socket.on(event, ({ payload }) => frames.push(String(payload)))
    }
  })
  page.on('response', (response) => {
    frames.push(JSON.stringify(response.headers()))
  })
  try {
    await page.goto(server.link)
    await startTemplate(page, 'Decision Memo', INPUT)
    await expect(runStatus(page)).toHaveText('Waits for you')
    for (const name of ['Settings', 'Usage', 'Templates', 'Runs']) {
      await page.getByRole('link', { name, exact: true }).click()
      await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
    }
    expect((await provider.starts()).length).toBeGreaterThan(0)
    expect(frames.length).toBeGreaterThan(20)
    for (const disguise of DISGUISES) expect(frames.filter((frame) => frame.includes(disguise))).toEqual([])
  } finally {
    await server.remove()
    await provider.stop()
  }
})
