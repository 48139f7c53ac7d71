import { expect, type BrowserContext, type Page, test as base } from '@playwright/test'
import { startBatonServer, type BatonServer } from './baton-server'
import { canaryKey } from '../../support/canary-keys'
import { refuseKeys } from '../../support/sweep-for-keys'
import { startHeldProvider, type HeldProvider } from './held-provider'

/** What pages did or got that must not be. */
export interface Misconduct {
  /** Requests that left this machine, or went to another port. */
  foreignRequests: string[]
  policyViolations: string[]
  /** Errors that nobody caught, and what Chromium complained of. */
  errors: string[]
  /** Frames and headers with a key in them. */
  leaks: string[]
}

export interface BatonOptions {
  /** How fast the demo connection writes: 0 at once, 1 like a person. */
  demoPace: number
  /** Whether workflows run on the provider that the test holds, instead of the demo connection. */
  usesProvider: boolean
}

export interface BatonFixtures {
  provider: HeldProvider
  baton: BatonServer
  /** Opens the launch link, and waits until the pages are there. */
  openBaton: (page: Page) => Promise<void>
  misconduct: Misconduct
}

/** Every test has a server of its own, and fails if a page does what it must not do. */
export const test = base.extend<BatonOptions & BatonFixtures>({
  demoPace: [0, { option: true }],
  usesProvider: [false, { option: true }],

  // oxlint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from this pattern
  provider: async ({}, use) => {
    const provider = await startHeldProvider()
    await use(provider)
    await provider.close()
  },

  baton: async ({ demoPace, usesProvider, provider }, use) => {
    const server = await startBatonServer({
      BATON_DEMO_PACE: String(demoPace),
      ...(usesProvider && { OPENAI_API_KEY: canaryKey(), OPENAI_BASE_URL: provider.url }),
    })
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
      expect(seen).toEqual({ foreignRequests: [], policyViolations: [], errors: [], leaks: [] })
    },
    { auto: true },
  ],
})

async function watch(context: BrowserContext, origin: () => string): Promise<Misconduct> {
  const seen: Misconduct = { foreignRequests: [], policyViolations: [], errors: [], leaks: [] }
  const isOurs = (url: string) => {
    const { protocol, host } = new URL(url)
    return protocol === 'data:' || protocol === 'blob:' || host === new URL(origin()).host
  }
  const lookForKeys = (found: string | Buffer, where: string) => {
    try {
      refuseKeys(found, where)
    } catch (error) {
      seen.leaks.push(String(error))
    }
  }
  context.on('request', (request) => {
    if (!isOurs(request.url())) seen.foreignRequests.push(request.url())
  })
  context.on('response', (response) => lookForKeys(JSON.stringify(response.headers()), 'headers'))
  context.on('page', (page) => {
    page.on('websocket', (socket) => {
      if (!isOurs(socket.url())) seen.foreignRequests.push(socket.url())
      socket.on('framereceived', ({ payload }) => lookForKeys(payload, 'a frame'))
      // A key is sent once, to be kept.
      socket.on('framesent', ({ payload }) => {
        if (!String(payload).includes('/connections/setKey')) lookForKeys(payload, 'a frame')
      })
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
  if (complaint.startsWith('WebSocket connection to ')) return true
  return /^Failed to load resource: net::ERR_(?:CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE)/.test(
    complaint,
  )
}

export { expect }
