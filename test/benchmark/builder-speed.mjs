/**
 * How fast the builder is with 200 steps of 10 KB each, and in a prompt with 3,000 references, in a real browser, on the
 * built app: `node test/benchmark/builder-speed.mjs`. Prints the figures beside their targets, and fails where one is missed.
 *
 * `work` is what an input costs on the page's main thread, in CPU time: script, layout and paint, up to the end of all
 * that it set off at once. It says the same on a machine that does other things as well. `to the frame` is the time
 * by the clock from the input until its frame was handed over, with the wait for a processor and for the next frame.
 */
import '../../scripts/require-node.mjs'
import { once } from 'node:events'
import { registerHooks } from 'node:module'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { chromium } from '@playwright/test'
import { WebSocket } from 'ws'
import { ensureBuilt } from '../../scripts/build-output.mjs'
import { findBrowser } from '../../scripts/find-browser.mjs'

// The support of the tests is read as it stands there, where imports have no endings.
registerHooks({
  resolve: (specifier, context, next) =>
    next(/^[.]{1,2}\/(?!.*[.]\w+$)/.test(specifier) ? `${specifier}.ts` : specifier, context),
})
const { startBatonServer } = await import('../e2e/support/baton-server.ts')

const STEPS = 200
const CHARACTERS = 10_000
const KEYS = 200
/** In one prompt: how many references, beside a hundredth of them. */
const REFERENCES = 3_000

const failure = ensureBuilt(() => console.log('Building Baton …'))
if (failure !== null) throw new Error(failure)
const server = await startBatonServer()
const browser = await chromium.launch({
  executablePath: process.env['BATON_CHROMIUM'] ?? findBrowser({ say: console.log }),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
})
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(server.link)
  await page.getByRole('navigation', { name: 'Main' }).waitFor()
  const id = await createWorkflow(page, 'Two hundred', largeSteps())
  await page.addInitScript(watchInputs)
  await page.goto(`${server.origin}/workflows/${id}`)
  await page.getByRole('listitem', { name: 'Step 200', exact: true }).waitFor()
  await page.getByText('No problems').waitFor()
  await page.waitForTimeout(3_000)
  const results = await Array.fromAsync(measure(page))
  for (const count of [REFERENCES / 100, REFERENCES]) {
    const steps = [{ label: 'Idea', stepType: 'generate', prompt: '{{input}}' }, referringStep(count)]
    await page.goto(`${server.origin}/workflows/${await createWorkflow(page, `${count} references`, steps)}`)
    results.push({
      name: `typing, ${count} references`,
      times: await typeAmongReferences(page),
      median: 25,
      most: 100,
    })
  }
  report(results)
} finally {
  await browser.close()
  await server.remove()
}

async function* measure(page) {
  const time = await createTimer(page)
  const centreOf = (selector) =>
    page.evaluate((wanted) => {
      const { x, y, width, height } = document.querySelector(wanted).getBoundingClientRect()
      return { x: x + width / 2, y: y + height / 2 }
    }, selector)

  const expand = []
  for (const number of [8, 6, 5, 4, 3]) {
    const { x, y } = await centreOf(`[aria-label="Step ${number}"] .step-toggle`)
    await page.mouse.move(x, y)
    await page.waitForTimeout(300)
    expand.push(await time('click', 350, () => page.mouse.click(x, y)))
  }
  // The first one loads the editor.
  yield { name: 'expand', times: expand.slice(1), most: 100 }

  const { x: left, y: top } = await centreOf('.cm-content')
  await page.mouse.click(left, Math.min(top, 600))
  await page.keyboard.press('Control+End')
  await page.waitForTimeout(4_000)
  const words = 'the plan hangs three habits on the first break '
  const typing = []
  for (let key = 0; key < KEYS; key++) {
    const character = words[key % words.length]
    typing.push(await time('keydown', 40, () => page.keyboard.press(character === ' ' ? 'Space' : character)))
  }
  yield { name: 'typing', times: typing, median: 16, most: 50 }

  await page.waitForTimeout(5_000)
  const undo = [await time('keydown', 300, () => page.keyboard.press('Control+z'))]

  const { x: closeX, y: closeY } = await centreOf('[data-open-card] [aria-label="Collapse"]')
  await page.mouse.click(closeX, closeY)
  await page.evaluate(() => document.querySelector('.page-scroll').scrollTo(0, 0))
  await page.waitForTimeout(5_000)
  const { x, y } = await centreOf('[aria-label="Reorder Step 2"]')
  await page.mouse.move(x, y)
  await page.mouse.down()
  const drag = []
  for (let move = 1; move <= 12; move++) {
    drag.push(await time('pointermove', 120, () => page.mouse.move(x, y + move * 30)))
  }
  yield { name: 'drag', times: drag, most: 100 }
  yield { name: 'drop', times: [await time('pointerup', 300, () => page.mouse.up())], most: 100 }
  await page.waitForTimeout(5_000)
  undo.push(await time('keydown', 300, () => page.keyboard.press('Control+z')))
  yield { name: 'undo', times: undo, most: 100 }
}

/** Does something and waits for what it sets off; what the page does anyway meanwhile is not counted. */
async function createTimer(page) {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const cpu = async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) * 1_000
  }
  return async (type, pauseMs, act) => {
    const start = await cpu()
    await page.waitForTimeout(pauseMs)
    const idle = (await cpu()) - start
    await take(page, type)
    const before = await cpu()
    await act()
    await page.waitForTimeout(pauseMs)
    const work = Math.max(0, (await cpu()) - before - idle)
    return { work, total: (await take(page, type)).at(-1) ?? NaN }
  }
}

async function typeAmongReferences(page) {
  await page.getByRole('button', { name: 'All', exact: true }).click()
  const prompt = page.locator('.cm-content').first()
  await prompt.click()
  await page.keyboard.press('Control+End')
  await page.waitForTimeout(4_000)
  const time = await createTimer(page)
  const times = []
  for (let key = 0; key < KEYS / 4; key++) {
    times.push(await time('keydown', 40, () => page.keyboard.press('abc'[key % 3])))
  }
  return times
}

/** References to steps that are not there: the dearest kind, for which names like theirs are looked up. */
function referringStep(count) {
  const line = (_, at) => `${at}: {{steps.Idea ${at}.content}} and what follows from it`
  return { label: 'All', stepType: 'generate', prompt: Array.from({ length: count }, line).join('\n') }
}

/** Runs in the page: for each input event, the time until its frame was handed over. */
function watchInputs() {
  const seen = {}
  window.inputTimes = seen
  const channel = new MessageChannel()
  let waiting = []
  channel.port1.addEventListener('message', () => {
    const now = performance.now()
    for (const { type, start } of waiting) (seen[type] ??= []).push(now - start)
    waiting = []
  })
  channel.port1.start()
  for (const type of ['keydown', 'click', 'pointermove', 'pointerup']) {
    window.addEventListener(
      type,
      (event) => {
        if (event.key === 'Control') return
        const start = performance.now()
        requestAnimationFrame(() => {
          waiting.push({ type, start })
          channel.port2.postMessage(null)
        })
      },
      { capture: true },
    )
  }
}

async function take(page, type) {
  return page.evaluate((name) => {
    const times = window.inputTimes[name] ?? []
    window.inputTimes[name] = []
    return times
  }, type)
}

function report(results) {
  let missed = 0
  for (const { name, times, median, most } of results) {
    const sorted = (field) => times.map((time) => time[field]).sort((one, other) => one - other)
    const middle = (field) => sorted(field)[Math.floor(times.length / 2)] ?? NaN
    const worst = (field) => sorted(field).at(-1) ?? NaN
    const isMissed = (median !== undefined && !(middle('total') < median)) || !(worst('total') < most)
    if (isMissed) missed += 1
    const figures = (field) => `median ${middle(field).toFixed(1)} ms, worst ${worst(field).toFixed(1)} ms`
    console.log(
      `${name.padEnd(23)} n=${String(times.length).padEnd(4)}to the frame: ${figures('total')}; work: ${figures('work')}` +
        ` (wanted: ${median === undefined ? '' : `median < ${median}, `}worst < ${most})${isMissed ? ' MISSED' : ''}`,
    )
  }
  process.exitCode = missed > 0 ? 1 : 0
}

async function createWorkflow(page, name, steps) {
  const { origin, host } = new URL(page.url())
  const cookies = await page.context().cookies()
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const socket = new WebSocket(`ws://${host}/rpc`, { headers: { origin, cookie } })
  await once(socket, 'open')
  const client = createORPCClient(new RPCLink({ websocket: socket }))
  const { id } = await client.workflows.create({ workflow: { name, steps } })
  socket.terminate()
  return id
}

function largeSteps() {
  const filler = 'Nothing in it resets at midnight, and nothing in it is called a streak.\n'
  return Array.from({ length: STEPS }, (_, index) => {
    const references = [index, index - 3, index - 20]
      .filter((number) => number > 0)
      .map((number) => `{{steps.Step ${number}.content}}`)
    const head = ['{{input}}', ...references].join('\n')
    return {
      label: `Step ${index + 1}`,
      stepType: 'generate',
      prompt: `${head}\n${filler.repeat(Math.ceil(CHARACTERS / filler.length))}`.slice(0, CHARACTERS),
    }
  })
}
