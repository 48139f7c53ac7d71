import { once } from 'node:events'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createBuiltPages } from '@main/hosts/browser/built-pages'
import { serveBrowser, type ServeOptions } from '@main/hosts/browser/serve-browser'
import { serverRecordFile, type ServerRecord } from '@main/hosts/browser/server-record'
import { connectPage, makePages } from '../support/browser-host'
import { temporaryFolder } from '../support/temporary-folder'

/** `baton serve`, in this process. */
interface Served {
  link: string
  port: number
  /** Everything for standard output, and for standard error. */
  printed: string[]
  notes: string[]
  stop(): Promise<{ stoppedRuns: number }>
  ended: Promise<{ stoppedRuns: number }>
}

async function serve(dataFolder: string, options: Partial<ServeOptions> = {}): Promise<Served> {
  const stopping = new AbortController()
  const printed: string[] = []
  const notes: string[] = []
  const firstLine = Promise.withResolvers<string>()
  const ended = serveBrowser({
    dataFolder,
    environment: { BATON_DEMO_PACE: '1' },
    port: undefined,
    open: false,
    pages: createBuiltPages(makePages()),
    print: (line) => {
      printed.push(line)
      firstLine.resolve(line)
    },
    note: (sentence) => void notes.push(sentence),
    stop: stopping.signal,
    ...options,
  })
  ended.catch(firstLine.reject)
  const stop = () => {
    stopping.abort()
    return ended
  }
  onTestFinished(async () => void (await stop()))
  const link = await firstLine.promise
  return { link, port: Number(new URL(link).port), printed, notes, stop, ended }
}

/** What a browser has after opening the link. */
async function open({ link, port }: Pick<Served, 'link' | 'port'>) {
  const answer = await fetch(link, { redirect: 'manual' })
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  return { host: `127.0.0.1:${port}`, origin: `http://127.0.0.1:${port}`, cookie }
}

const readRecord = (dataFolder: string): ServerRecord =>
  JSON.parse(readFileSync(serverRecordFile(dataFolder), 'utf8'))

test('it prints the launch link and nothing else, and says the rest beside', async () => {
  const served = await serve(temporaryFolder(), { port: 0 })
  expect(served.printed).toEqual([
    expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/launch\?token=[\w-]{43}$/),
  ])
  expect(served.notes[0]).toBe(`Baton is at 127.0.0.1:${served.port}. This link opens it:`)
  const page = await open(served)
  const { client } = await connectPage(page)
  expect((await client.app.info()).host).toBe('browser')
})

test('it can be reached at 127.0.0.1 and at no other address', async () => {
  const { port } = await serve(temporaryFolder(), { port: 0 })
  const others = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .map(({ address, scopeid }) => (scopeid ? `${address}%${scopeid}` : address))
    .filter((address) => address !== '127.0.0.1')
  expect(await answers('127.0.0.1', port)).toBe(true)
  for (const address of new Set(['127.0.0.2', '::1', ...others])) {
    expect(await answers(address, port), address).toBe(false)
  }
})

test('what it keeps is for the user’s eyes only', async () => {
  const dataFolder = temporaryFolder()
  writeFileSync(serverRecordFile(dataFolder), 'not a record', { mode: 0o644 })
  await serve(dataFolder, { port: 0 })
  // Windows has no modes; there the folder is the user's own.
  const mode = process.platform === 'win32' ? 0o666 : 0o600
  expect(statSync(serverRecordFile(dataFolder)).mode & 0o777).toBe(mode)
  // Nothing half-written stays.
  expect(readdirSync(dataFolder).filter((name) => name.startsWith('browser-server'))).toHaveLength(1)
})

test('a page that was open goes on after a restart, with its old cookie and at the same port', async () => {
  const dataFolder = temporaryFolder()
  const first = await serve(dataFolder, { port: 0 })
  const page = await open(first)
  const { client, socket } = await connectPage(page)
  const list = await client.workflows.list()
  const closed = once(socket, 'close')
  expect(await first.stop()).toEqual({ stoppedRuns: 0 })
  await closed

  const second = await serve(dataFolder)
  expect(second.port).toBe(first.port)
  const again = await connectPage(page)
  expect(await again.client.workflows.list()).toEqual(list)
  // The link of before is worth nothing.
  expect((await fetch(first.link, { redirect: 'manual' })).status).toBe(403)
})

test('a cookie of another data folder opens nothing', async () => {
  const [one, other] = [
    await serve(temporaryFolder(), { port: 0 }),
    await serve(temporaryFolder(), { port: 0 }),
  ]
  const { cookie } = await open(one)
  const value = cookie.split('=')[1]
  const headers = { cookie: `baton-${other.port}=${value}` }
  expect((await fetch(`http://127.0.0.1:${other.port}/`, { headers })).status).toBe(401)
})

test('a second start gives a new link to the server that runs, and ends', async () => {
  const dataFolder = temporaryFolder()
  const first = await serve(dataFolder, { port: 0 })
  // Both are in one process here, so the record has to name another one that lives.
  writeFileSync(
    serverRecordFile(dataFolder),
    JSON.stringify({ ...readRecord(dataFolder), pid: process.ppid }),
  )
  const second = await serve(dataFolder)
  expect(await second.ended).toEqual({ stoppedRuns: 0 })
  expect(second.port).toBe(first.port)
  expect(second.link).not.toBe(first.link)
  expect(second.notes).toEqual(['Baton is running already. This link opens it once, within ten minutes:'])
  const page = await open(second)
  const { client } = await connectPage(page)
  await client.app.info()
})

test('nobody is asked for a link when the process of the record is gone', async () => {
  const dataFolder = temporaryFolder()
  await (await serve(dataFolder, { port: 0 })).stop()
  const stranger = createServer()
  const knocks: string[] = []
  stranger.on('connection', (socket) => socket.on('data', (data) => knocks.push(String(data))))
  stranger.listen(readRecord(dataFolder).port ?? 0, '127.0.0.1')
  await once(stranger, 'listening')
  onTestFinished(() => void stranger.close())
  await serve(dataFolder)
  expect(knocks).toEqual([])
})

test('where another program has the port, Baton takes the next free one and says so', async () => {
  const dataFolder = temporaryFolder()
  const stranger = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1')
  await once(stranger, 'listening')
  onTestFinished(() => void stranger.close())
  const address = stranger.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const served = await serve(dataFolder, { port })
  expect(served.port).toBeGreaterThan(port)
  expect(served.notes[0]).toBe(`Port ${port} is taken by another program.`)
  expect(readRecord(dataFolder).port).toBe(served.port)
})

test('at its end runs in progress are stopped durably, and can be resumed after the next start', async () => {
  const dataFolder = temporaryFolder()
  const first = await serve(dataFolder, { port: 0 })
  const page = await open(first)
  const { client } = await connectPage(page)
  const { runId } = await client.workflows.start({
    source: { kind: 'template', templateId: 'deep-build-pipeline' },
    input: 'An app that waters plants',
  })
  await untilText(client, runId)
  expect(await first.stop()).toEqual({ stoppedRuns: 1 })
  expect(readRecord(dataFolder).pid).toBeNull()

  await serve(dataFolder)
  const again = await connectPage(page)
  expect((await again.client.runs.get({ runId })).status).toBe('stopped')
  expect((await again.client.runs.resume({ runId })).status).toBe('running')
})

test('a folder without pages is refused with a sentence', () => {
  expect(() => createBuiltPages(join(temporaryFolder(), 'nowhere'))).toThrow(
    /^The pages of Baton are not at /,
  )
})

async function untilText(
  client: Awaited<ReturnType<typeof connectPage>>['client'],
  runId: string,
): Promise<void> {
  for await (const batch of await client.runs.events({ runId })) {
    if (batch.some(({ type }) => type === 'text')) return
  }
}

function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port })
    socket.on('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}
