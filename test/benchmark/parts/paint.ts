import { type Browser, chromium } from '@playwright/test'
import { type BatonServer, startBatonServer } from '../../e2e/support/baton-server'
import { connectApi, cookieOf } from '../measure/connect-api'
import { watchLoad } from '../measure/first-load'
import { median } from '../measure/statistics'
import { figure, milliseconds } from '../report/format'
import type { Part } from '../report/part'
import { atMost, noTarget } from '../report/target'

const WORKFLOWS = 60
/** Beside those, for the growth. */
const MORE_WORKFLOWS = [600, 6_000]

interface Painted {
  /** From starting the process until its link is printed. */
  linkMs: number
  /** From opening the link until the list is on the screen. */
  pageMs: number
  /** From the socket's opening until the list is on the screen. */
  listMs: number
  kilobytes: number
  fontKilobytes: number
}

/** How long it takes until the list of workflows can be seen. */
export const paint: Part = {
  name: 'paint',
  async measure({ quick, say }) {
    const server = await startBatonServer()
    // Set by `scripts/bench.mjs`; else Playwright's own.
    const { BATON_CHROMIUM: program } = process.env
    const browser = await chromium.launch({
      ...(program && { executablePath: program }),
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    })
    try {
      await fill(server, 0, WORKFLOWS)
      const measured: Painted[] = []
      for (let round = 0; round < (quick ? 3 : 11); round += 1) {
        say(`paint: round ${round + 1}`)
        measured.push(await paintOnce(server, browser))
      }
      const points = [{ size: WORKFLOWS, value: median(measured.map(({ listMs }) => listMs)) }]
      for (const size of quick ? MORE_WORKFLOWS.slice(0, 1) : MORE_WORKFLOWS) {
        say(`paint: ${size} workflows`)
        // Its link opens it once.
        await server.kill()
        await server.start()
        await fill(server, points.at(-1)?.size ?? 0, size)
        const lists: number[] = []
        for (let round = 0; round < (quick ? 3 : 7); round += 1) {
          lists.push((await paintOnce(server, browser)).listMs)
        }
        points.push({ size, value: median(lists) })
      }
      const of = (field: keyof Painted) => measured.map((painted) => painted[field])
      const [load, list] = [median(of('kilobytes')), median(of('listMs'))]
      const both = measured.map(({ linkMs, pageMs }) => linkMs + pageMs)
      return {
        rows: [
          {
            what: '`baton serve`: to the first paint of the list',
            baton: milliseconds(median(both)),
            beside: `server ${milliseconds(median(of('linkMs')))}, page ${milliseconds(median(of('pageMs')))}`,
            ratio: '',
            ...noTarget,
          },
          {
            what: 'list painted after the socket opens',
            baton: milliseconds(list),
            beside: `slowest ${milliseconds(Math.max(...of('listMs')))}`,
            ratio: '',
            ...atMost(list, 300, '300 ms'),
          },
          {
            what: 'first load of the pages, gzipped',
            baton: `${figure(load)} kB`,
            beside: `fonts ${figure(median(of('fontKilobytes')))} kB more`,
            ratio: '',
            ...atMost(load, 250, '250 kB'),
          },
        ],
        growth: [{ what: 'list painted, by workflows', unit: 'ms', points, flat: true }],
        notes: [
          `Paint: \`baton serve\` is killed and started again on ${WORKFLOWS} workflows, and its link opened in a fresh context (empty cache) of a Chromium that runs already. Painted is the frame after the first row of the list is there. The first load is everything that was fetched until then.`,
        ],
        raw: Object.fromEntries(
          (['linkMs', 'pageMs', 'listMs', 'kilobytes', 'fontKilobytes'] as const).map((field) => [
            field,
            of(field),
          ]),
        ),
      }
    } finally {
      await browser.close()
      await server.remove()
    }
  },
}

/** @param from how many there are already */
async function fill(server: BatonServer, from: number, to: number): Promise<void> {
  const { client, close } = await connectApi(server.origin, await cookieOf(server.link))
  for (let index = from; index < to; index += 1) {
    const steps = ['Outline', 'Draft', 'Review'].map((label) => ({
      label,
      stepType: 'generate' as const,
      prompt: 'x',
    }))
    await client.workflows.create({ workflow: { name: `Workflow ${index}`, steps } })
  }
  close()
}

async function paintOnce(server: BatonServer, browser: Browser): Promise<Painted> {
  await server.kill()
  const startedAt = performance.now()
  await server.start()
  const linkMs = performance.now() - startedAt
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  const load = watchLoad(page)
  await page.addInitScript(WATCH)
  await page.goto(server.link)
  // From the start of the navigation, its redirect included.
  const { socket, list }: { socket: number; list: number } = await page.evaluate('window.listPainted')
  const { kilobytes, fontKilobytes } = await load()
  await context.close()
  return { linkMs, pageMs: list, listMs: list - socket, kilobytes, fontKilobytes }
}

/** Runs in the page, before its own code: notes when the socket opens and when the list is painted. */
const WATCH = `{
  let socket
  const Original = WebSocket
  window.WebSocket = class extends Original {
    constructor(...parameters) {
      super(...parameters)
      this.addEventListener('open', () => (socket ??= performance.now()))
    }
  }
  window.listPainted = new Promise((resolve) => {
    const watcher = new MutationObserver(() => {
      if (document.querySelector('main li[aria-labelledby]') === null) return
      watcher.disconnect()
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => resolve({ socket, list: performance.now() })
        port2.postMessage(null)
      })
    })
    watcher.observe(document, { childList: true, subtree: true })
  })
}`
