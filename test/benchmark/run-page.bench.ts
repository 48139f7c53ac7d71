import type { Page } from '@playwright/test'
import { runIdOf, throughApi } from '../e2e/run-api'
import { expect, test } from '../e2e/support/baton-test'
import { createWorkflow } from '../e2e/support/create-workflow'
import type { HeldProvider } from '../e2e/support/held-provider'
import { run, runStatus, stepButton, textOf } from '../e2e/support/run-page'
import { startServer } from '../support/provider-server'
import { answerEvents } from '../support/provider-streams'

const STEPS = ['One', 'Two', 'Three', 'Four']
const CHUNKS_PER_SECOND = 200
const SECONDS = 30
const MEGABYTE = 1_000_000

const PARAGRAPHS = [
  '## What the log records\n\n',
  'The plan hangs three habits on the *first break*, but on a full ward the first break moves by up to three hours, or does not happen. **Hang them on the handover instead**: it is the one event that takes place every night and that nobody can skip.\n\n',
  '1. Shift clock: a habit belongs to a point in the shift\n2. Anchor sleep: one protected block of `four` hours\n3. Two-tap logging, usable with [one hand](https://example.com)\n\n',
  '| Moment | Today | Should be |\n| --- | --- | --- |\n| On the ward | time, habit, mood | time, habit |\n| After waking | – | one question |\n\n',
  '```js\nfunction nextShift(now) {\n  // nights end tomorrow\n  return now + 12 * 3600\n}\n```\n\n',
]

/** A provider whose every answer is written piece by piece, at a steady pace. */
const paced = test.extend<{ steady: HeldProvider }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from this pattern
  steady: async ({}, use) => {
    const server = await startServer(async (response) => {
      response.on('error', () => undefined)
      const pieces = markdown(CHUNKS_PER_SECOND * SECONDS * 18).match(/[\s\S]{1,18}/g) ?? []
      const events = answerEvents('openai-chat', pieces)
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      const startedAt = performance.now()
      let sent = 0
      while (sent < events.length && !response.destroyed) {
        const due = Math.ceil(((performance.now() - startedAt) / 1_000) * CHUNKS_PER_SECOND)
        while (sent < Math.min(due, events.length)) response.write(events[sent++])
        await new Promise((resolve) => setTimeout(resolve, 4))
      }
      response.end()
    })
    await use({
      url: `${server.origin}/v1`,
      prompts: () => [],
      holdFrom: () => undefined,
      release: () => undefined,
      close: () => server.close(),
    })
    await server.close()
  },
  provider: async ({ steady }, use) => use(steady),
  usesProvider: true,
})

function markdown(length: number): string {
  let text = ''
  for (let index = 0; text.length < length; index += 1) text += PARAGRAPHS[index % PARAGRAPHS.length]
  return text.slice(0, length)
}

/** One entry of Chromium's trace, as far as it is read here. */
interface TraceEvent {
  name: string
  ph: string
  pid: number
  tid: number
  /** Microseconds on the clock, and of the processor's time. */
  dur?: number
  tdur?: number
  args: { name?: string }
}

/**
 * Tasks of the page's main thread that took more than 50 ms of the processor's time, in milliseconds. On a machine
 * that others use as well, the clock also counts the time in which the page had no turn.
 */
async function traceTasks(page: Page, act: () => Promise<void>): Promise<number[]> {
  const browser = page.context().browser()
  if (browser === null) return []
  await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline', '__metadata'] })
  await act()
  const { traceEvents }: { traceEvents: TraceEvent[] } = JSON.parse(String(await browser.stopTracing()))
  const mainThreads = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  )
  return traceEvents
    .filter(
      ({ name, ph, pid, tid }) => ph === 'X' && name.endsWith('RunTask') && mainThreads.has(`${pid} ${tid}`),
    )
    .map(({ tdur = 0 }) => Math.round(tdur / 1_000))
    .filter((milliseconds) => milliseconds > 50)
}

interface Smoothness {
  longTasks: number[]
  frames: number
  slowestFrame: number
}

/** From now on: tasks of more than 50 ms, and the time between frames. */
async function watchSmoothness(page: Page): Promise<void> {
  await page.evaluate(`{
    const seen = (window.smoothness = { longTasks: [], frames: 0, slowestFrame: 0 })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.longTasks.push(Math.round(entry.duration))
    }).observe({ type: 'longtask' })
    let last = performance.now()
    const frame = (now) => {
      seen.frames += 1
      seen.slowestFrame = Math.max(seen.slowestFrame, Math.round(now - last))
      last = now
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  }`)
}

function smoothnessOf(page: Page): Promise<Smoothness> {
  return page.evaluate('window.smoothness')
}

/** Megabytes of JavaScript that are in use, after what is not was thrown away. */
async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize / 1_000_000
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** Gives a finished step a text of a megabyte, and waits until the page shows it. */
async function showMegabyte(page: Page, label: string): Promise<void> {
  await throughApi(page, async (client) => {
    const runId = runIdOf(page)
    const step = (await client.runs.get({ runId })).steps.find((one) => one.label === label)
    const { id: stepId, revision } = step ?? { id: label, revision: null }
    await client.runs.steps.overrideOutput({
      runId,
      stepId,
      revision: revision ?? 1,
      text: markdown(MEGABYTE),
    })
  })
  await stepButton(page, label).click()
  await expect(textOf(page, label).locator('h2').first()).toBeVisible()
}

async function scroll(page: Page, label: string, seconds: number): Promise<void> {
  await page.getByRole('region', { name: `Text of ${label}` }).hover()
  for (let turn = 0; turn < seconds * 25; turn += 1) {
    await page.mouse.wheel(0, 900)
    await page.waitForTimeout(40)
  }
}

paced('four steps that stream at once, beside one of a megabyte', async ({ page, openBaton }) => {
  await openBaton(page)
  await createWorkflow(page, {
    name: 'Flood',
    steps: [
      { label: 'Long', stepType: 'generate', prompt: 'Write {{input}}', provider: 'demo' },
      ...STEPS.map((label) => ({ label, stepType: 'generate' as const, prompt: `${label} {{input}}` })),
    ],
    concurrency: STEPS.length + 1,
  })
  await run(page, 'Flood', 'x')
  await expect(stepButton(page, 'Long')).toHaveAccessibleName(/Completed/)
  await showMegabyte(page, 'Long')
  await page.waitForTimeout(2_000)
  await watchSmoothness(page)
  const before = await heapOf(page)
  const watched = SECONDS - 10
  const tasks = await traceTasks(page, async () => {
    await scroll(page, 'Long', watched / 4)
    // Readers look at one step after the other.
    for (const label of STEPS.slice(0, 3)) {
      await stepButton(page, label).click()
      await page.waitForTimeout((watched / 4) * 1_000)
    }
  })
  const { longTasks, frames, slowestFrame } = await smoothnessOf(page)
  const after = await heapOf(page)
  print(
    `four steps, ${CHUNKS_PER_SECOND} chunks/s each, beside a finished one of 1 MB, ${watched} s watched: ` +
      `${tasks.length} tasks over 50 ms of processor time [${tasks.join(', ')}], ` +
      `${longTasks.length} over 50 ms by the clock [${longTasks.join(', ')}], ${frames} frames, slowest ${slowestFrame} ms, ` +
      `heap ${before.toFixed(1)} → ${after.toFixed(1)} MB`,
  )
  await expect(runStatus(page)).toHaveText('Completed', { timeout: 60_000 })
  print(`heap at the end ${(await heapOf(page)).toFixed(1)} MB`)
})

paced('a finished step of a megabyte', async ({ page, openBaton }) => {
  await openBaton(page)
  await createWorkflow(page, {
    name: 'Long',
    steps: [{ label: 'Write', stepType: 'generate', prompt: 'Write {{input}}', provider: 'demo' }],
  })
  await run(page, 'Long', 'x')
  await expect(runStatus(page)).toHaveText('Completed')
  const empty = await heapOf(page)
  const startedAt = performance.now()
  await showMegabyte(page, 'Write')
  const shownAfter = Math.round(performance.now() - startedAt)
  await watchSmoothness(page)
  const tasks = await traceTasks(page, async () => {
    await scroll(page, 'Write', 5)
    await page.keyboard.press('End')
    await page.waitForTimeout(1_500)
  })
  const { longTasks, frames, slowestFrame } = await smoothnessOf(page)
  print(
    `1 MB of Markdown: shown ${shownAfter} ms after it was written; while 112,500 px were scrolled ` +
      `${tasks.length} tasks over 50 ms of processor time [${tasks.join(', ')}], ` +
      `${longTasks.length} over 50 ms by the clock [${longTasks.join(', ')}], ${frames} frames, slowest ${slowestFrame} ms, ` +
      `heap ${empty.toFixed(1)} → ${(await heapOf(page)).toFixed(1)} MB`,
  )
})
