import { expect, test } from './support/baton-test'
import { runStatus, run, textOf } from './support/run-page'

test('a browser without the link reads what to do', async ({ page, baton, misconduct }) => {
  const answer = await page.goto(`${baton.origin}/workflows`)
  expect(answer?.status()).toBe(401)
  await expect(page.getByRole('heading', { name: 'This browser does not know Baton yet' })).toBeVisible()
  await expect(page.getByText('Open the link that "baton serve" printed.')).toBeVisible()
  // Chromium complains of the status.
  expect(misconduct.errors.splice(0)).toHaveLength(1)
})

test('a link that another page leads to opens Baton as well', async ({ page, baton }) => {
  const link = baton.link
  await page.goto('data:text/html,<p>Somewhere else')
  await page.evaluate(`location.href = ${JSON.stringify(link)}`)
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
  expect(new URL(page.url()).search).toBe('')
})

test('a page of another origin gets neither an answer nor a socket', async ({
  page,
  baton,
  openBaton,
  misconduct,
}) => {
  await openBaton(page)
  const port = new URL(baton.origin).port
  // The same site, as browsers see it: another port of the same address, with the user's cookie at hand.
  await page
    .context()
    .route(`http://127.0.0.1:1/`, (route) => route.fulfill({ contentType: 'text/html', body: '' }))
  await page.goto('http://127.0.0.1:1/')
  const attempts = await page.evaluate(`(async () => {
    const read = await fetch('http://127.0.0.1:${port}/', { credentials: 'include' }).then(() => 'read', () => 'refused')
    const wrote = await fetch('http://127.0.0.1:${port}/launch', { method: 'POST', credentials: 'include' })
      .then(() => 'read', () => 'refused')
    const blind = await fetch('http://127.0.0.1:${port}/launch', { method: 'POST', mode: 'no-cors', credentials: 'include' })
      .then(({ type }) => type, () => 'refused')
    const socket = await new Promise((resolve) => {
      const tried = new WebSocket('ws://127.0.0.1:${port}/rpc')
      tried.onopen = () => resolve('open')
      tried.onclose = () => resolve('refused')
    })
    return { read, wrote, blind, socket }
  })()`)
  expect(attempts).toEqual({ read: 'refused', wrote: 'refused', blind: 'refused', socket: 'refused' })
  misconduct.errors.splice(0)
  expect(misconduct.foreignRequests.splice(0)).toEqual(['http://127.0.0.1:1/'])
})

test('a script that got into the page is not run, and the policy says so', async ({
  page,
  openBaton,
  misconduct,
}) => {
  await openBaton(page)
  await page.evaluate(`{
    const script = document.createElement('script')
    script.textContent = 'window.wasRun = true'
    document.body.append(script)
    const remote = document.createElement('img')
    remote.src = 'http://127.0.0.1:1/pixel.png'
    document.body.append(remote)
  }`)
  await expect
    .poll(() => misconduct.policyViolations)
    .toEqual(['script-src-elem inline', 'img-src http://127.0.0.1:1/pixel.png'])
  expect(await page.evaluate('window.wasRun')).toBeUndefined()
  misconduct.policyViolations.splice(0)
  misconduct.errors.splice(0)
  // It was asked for, and not sent.
  expect(misconduct.foreignRequests.splice(0)).toEqual(['http://127.0.0.1:1/pixel.png'])
})

test('nothing of a text becomes an element, and nothing is fetched', async ({ page, openBaton }) => {
  await openBaton(page)
  const input =
    '<img src=x onerror="window.wasRun=1"><script>window.wasRun=1</script> ![](http://evil.example/p.png) [x](javascript:1)'
  await run(page, 'Decision Memo', input)
  await expect(runStatus(page)).toHaveText('Waits for you')
  await expect(textOf(page, 'Your Call')).toBeVisible()
  await expect(page.getByRole('main').locator('img, script, iframe, object, embed')).toHaveCount(0)
  expect(await page.evaluate('window.wasRun')).toBeUndefined()
})

test.describe('with a key in the environment', () => {
  test.use({ usesProvider: true })

  test('no page shows it, and no frame holds it', async ({ page, provider, openBaton }) => {
    await openBaton(page)
    await run(page, 'Decision Memo', 'Should we move?')
    // The answers of the provider are no JSON, which is what the first step wants.
    await expect(runStatus(page)).toHaveText('Failed')
    expect(provider.prompts().length).toBeGreaterThan(0)
    for (const name of ['Settings', 'Usage', 'Templates', 'Runs']) {
      await page.getByRole('link', { name, exact: true }).click()
      await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
      await expect(page.getByText('canary')).toHaveCount(0)
    }
  })
})
