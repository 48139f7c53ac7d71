import { once } from 'node:events'
import * as fc from '../support/fast-check'
import { expect, onTestFinished, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { createApiBench } from '../support/api-bench'
import { type BrowserHost, connectPage, startBrowserHost } from '../support/browser-host'
import { fuzz } from '../support/long-form'

/** Frames as the pages send them. */
async function recordFrames(host: BrowserHost): Promise<string[]> {
  const { client, socket } = await connectPage(host)
  const frames: string[] = []
  const send = socket.send.bind(socket)
  socket.send = (frame: string) => {
    frames.push(frame)
    send(frame)
  }
  await client.workflows.list({})
  await client.workflows.create({})
  await client.settings.update({ changes: { theme: 'dark' }, updatedAt: 1 }).catch(() => undefined)
  await client.runs.get({ runId: 'nothing' }).catch(() => undefined)
  socket.close()
  return frames
}

const junk = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.json(),
  fc.constantFrom(
    '',
    'null',
    '[]',
    '{}',
    '{"i":1}',
    '{"i":"1","p":{}}',
    '{"i":"1","t":99}',
    '{"i":"1","p":{"u":"/__proto__/constructor"}}',
    '{"i":"1","p":{"u":"orpc:/workflows/nowhere"}}',
    '['.repeat(100_000),
    '{"__proto__":{"polluted":true}}',
  ),
)
const damage = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.nat({ max: 20 }),
  insert: fc.oneof(
    fc.constantFrom('"', '{', '}', '\0', '1e999', 'null', '\\', '/'),
    fc.string({ maxLength: 5 }),
  ),
})

/** A connection that sends what it likes. */
async function knockAt(host: BrowserHost): Promise<WebSocket> {
  const knock = new WebSocket(`ws://${host.host}/rpc`, {
    headers: { origin: host.origin, cookie: host.cookie },
  })
  onTestFinished(() => knock.terminate())
  await once(knock, 'open')
  return knock
}

/** Whether a connection still serves after what was sent: a request is answered, or it is closed as it should be. */
function stillServes(knock: WebSocket, id: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const onMessage = (data: Buffer) => {
      if (data.includes(`"${id}"`)) settle(true)
    }
    const onClose = (code: number) =>
      code === 1002 ? settle(false) : reject(new Error(`closed with ${code}, and not for what was sent`))
    function settle(serves: boolean): void {
      knock.off('message', onMessage).off('close', onClose)
      resolve(serves)
    }
    knock.on('message', onMessage).on('close', onClose)
    knock.send(JSON.stringify({ i: id, p: { u: '/app/info', b: { json: { keychain: false } } } }))
  })
}

test('frames that no page sends do no harm: they end their connection or are answered, and nothing is written', async () => {
  const printed = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  onTestFinished(() => printed.mockRestore())
  const bench = createApiBench({ origin: 'remote' })
  const host = await startBrowserHost(bench.api)
  const recorded = (await recordFrames(host)).filter((frame) => !frame.includes('create'))
  const { client } = await connectPage(host)
  const before = await client.workflows.list({})
  let knock = await knockAt(host)
  let frames = 0
  let refused = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom(...recorded), fc.array(damage, { maxLength: 3 }), junk, fc.nat(3)), {
        minLength: 1,
        maxLength: 20,
      }),
      async (messages) => {
        for (const [frame, damages, other, kind] of messages) {
          const damaged = damages.reduce((text, { at, remove, insert }) => {
            const index = Math.floor(at * text.length)
            return text.slice(0, index) + insert + text.slice(index + remove)
          }, frame)
          const sent = kind === 0 ? other : damaged
          knock.send(kind === 3 ? Buffer.from(sent) : sent)
          frames += 1
          if (await stillServes(knock, `probe-${frames}`)) continue
          refused += 1
          knock = await knockAt(host)
        }
        expect(await client.workflows.list({})).toEqual(before)
      },
    ),
    fuzz(20, 300, 'batches of malformed frames over the WebSocket'),
  )
  expect(frames).toBeGreaterThan(20)
  expect(refused).toBeGreaterThan(0)
  expect(refused).toBeLessThan(frames)
  expect('polluted' in {}).toBe(false)
  expect(printed.mock.calls).toEqual([])
  expect(bench.logged).toEqual([])
})
