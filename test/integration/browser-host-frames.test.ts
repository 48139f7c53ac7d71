import { once } from 'node:events'
import { expect, onTestFinished, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { createApiBench } from '../support/api-bench'
import { connectPage, startBrowserHost } from '../support/browser-host'

const SECRET = 'canary-in-a-frame'

test.each([
  ['a text', SECRET],
  ['nothing', ''],
  ['JSON that is no message', `["${SECRET}"]`],
  ['null', 'null'],
  ['a message without a request', `{"i":"1","x":"${SECRET}"}`],
  ['a request to no address', `{"i":"1","p":{"u":"${SECRET}"}}`],
  ['bytes', Buffer.from([0, 255, 1, 2, 3])],
  [
    'a form that is none',
    `{"i":"1","p":{"u":"/x","h":{"content-type":"multipart/form-data"},"b":"${SECRET}"}}`,
  ],
])('%s instead of a message: that connection ends, and nobody is told', async (_name, frame) => {
  const printed = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  onTestFinished(() => printed.mockRestore())
  const bench = createApiBench({ origin: 'remote' })
  const host = await startBrowserHost(bench.api)
  const { client } = await connectPage(host)
  const knock = new WebSocket(`ws://${host.host}/rpc`, {
    headers: { origin: host.origin, cookie: host.cookie },
  })
  onTestFinished(() => knock.terminate())
  await once(knock, 'open')
  knock.send(frame)
  const [code, reason] = await once(knock, 'close')
  await client.app.info()
  expect(printed.mock.calls).toEqual([])
  expect(bench.logged).toEqual([])
  expect({ code, reason: String(reason) }).toEqual({ code: 1002, reason: 'Not a message.' })
})
