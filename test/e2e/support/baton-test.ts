import { expect, type BrowserContext, type Page, test as base } from '@playwright/test'
import { type BatonServer, startBatonServer } from './baton-server'

/** What pages did that they must not do. */
interface Misconduct {
  /** Requests that left this machine, or went to another port. */
  foreignRequests: string[]
  policyViolations: string[]
  /** Errors that nobody caught, and what Chromium complained of. */
  errors: string[]
}

interface BatonFixtures {
  /** Environment variables of the server; the pace of the demo connection among them. */
  environment: Record<string, string>
  baton: BatonServer
  /** Opens the launch link, and waits until the pages are there. */
  openBaton: (page: Page) => Promise<void>
  misconduct: Misconduct
}

/** Every test has a server of its own, and fails if a page does what it must not do. */
export const test = base.extend<BatonFixtures>({
  environment: [{}, { option: true }],

  baton: async ({ environment }, use) => {
    const server = await startBatonServer(environment)
    await use(server)
    await server.remove()
  },

  openBaton: async ({ baton }, use) => {
    await use(async (page) => {
      await page.goto(baton.link)
      await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
    })
  },

  misconduct: [
    async ({ context, baton }, use) => {
      const seen = await watch(context, () => baton.origin)
      await use(seen)
      expect(seen).toEqual({ foreignRequests: [], policyViolations: [], errors: [] })
    },
    { auto: true },
  ],
})

async function watch(context: BrowserContext, origin: () => string): Promise<Misconduct> {
  const seen: Misconduct = { foreignRequests: [], policyViolations: [], errors: [] }
  const isOurs = (url: string) => {
    const { protocol, host } = new URL(url)
    return protocol === 'data:' || protocol === 'blob:' || host === new URL(origin()).host
  }
  context.on('request', (request) => {
    if (!isOurs(request.url())) seen.foreignRequests.push(request.url())
  })
  context.on('page', (page) => {
    page.on('websocket', (socket) => {
      if (!isOurs(socket.url())) seen.foreignRequests.push(socket.url())
    })
  })
  context.on('weberror', (error) => seen.errors.push(String(error.error())))
  context.on('console', (message) => {
    if (message.type() === 'error' && !isExpected(message.text())) seen.errors.push(message.text())
  })
  await context.exposeBinding('reportPolicyViolation', (_source, violation: string) => {
    seen.policyViolations.push(violation)
  })
  await context.addInitScript(`
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      reportPolicyViolation(violatedDirective + ' ' + blockedURI))
  `)
  return seen
}

/** A server that is gone is something a page has to live with, and Chromium to mention. */
function isExpected(complaint: string): boolean {
  return complaint.startsWith('WebSocket connection to ')
}

export { expect }
