import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { canaryKey } from '../support/canary-keys'
import { createCoreBench } from '../support/core-bench'
import { temporaryFolder } from '../support/temporary-folder'
import { type ReceivedRequest, startServer } from '../support/provider-server'
import { answerEvents, data, named } from '../support/provider-streams'
import { refuseKeys, sweepForKeys } from '../support/sweep-for-keys'

// Several processes, and a build may come first.
vi.setConfig({ testTimeout: 120_000 })

const KEY = canaryKey()
const ECHO = `you sent ${KEY}, base64 ${btoa(KEY)}, encoded ${encodeURIComponent(KEY)}, header ${btoa(`x:${KEY}`)}`

/**
 * A provider that echoes the key wherever it can: in the body of an error, in its fields, in headers, inside of a
 * stream, as the finish reason, and as the name of a model. Which one the last message says.
 */
async function startEcho() {
  const server = await startServer((response, request) => {
    const error = { message: ECHO, type: ECHO, code: ECHO, param: ECHO }
    const plain = { 'content-type': 'application/json', 'x-request-id': KEY, 'www-authenticate': ECHO }
    if (request.method === 'GET') {
      response
        .writeHead(200, plain)
        .end(JSON.stringify({ data: [{ id: KEY }, { id: `models/${KEY}` }, { id: 'm' }] }))
      return
    }
    const asked = promptOf(request)
    const status = Number(/status (\d+)/.exec(asked)?.[1] ?? 200)
    if (status !== 200) {
      response.writeHead(status, {
        ...plain,
        ...(status === 307 && { location: `http://127.0.0.1:9/?k=${KEY}` }),
      })
      response.end(asked.includes('page') ? `<html>${ECHO}</html>` : JSON.stringify({ type: 'error', error }))
      return
    }
    const protocol = request.url.endsWith('/messages') ? 'anthropic' : 'openai-chat'
    const inside = protocol === 'anthropic' ? named('error', { type: 'error', error }) : data({ error })
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    if (asked.includes('stream'))
      response.end(answerEvents(protocol, ['so far']).slice(0, 2).join('') + inside)
    else if (asked.includes('garbage')) response.end(`data: {"${ECHO}"\n\n`)
    else response.end(answerEvents(protocol, ['fine'], { finish: KEY }).join(''))
  })
  onTestFinished(() => server.close())
  return server
}

function promptOf({ body }: ReceivedRequest): string {
  const { messages }: { messages: { content: string }[] } = JSON.parse(body)
  return messages.at(-1)?.content ?? ''
}

const PROMPTS = [
  ...[400, 401, 402, 403, 404, 413, 422, 429, 500, 503, 529].map((status) => `status ${status}`),
  'status 307, moved',
  'status 502 with a page',
  'error inside the stream',
  'garbage',
  'finish with it',
]

test.each(['openai-compatible', 'anthropic'] as const)(
  '%s: a key that is echoed gets nowhere',
  async (kind) => {
    const server = await startEcho()
    const { client, core, connect, dataFolder, logged } = createCoreBench()
    const baseUrl = kind === 'anthropic' ? server.origin : `${server.origin}/v1`
    await connect({ name: 'Work', kind, baseUrl, defaultModel: 'm' }, KEY)
    const seen: unknown[] = [
      await client.connections.test({ name: 'Work' }),
      await client.connections.models({ name: 'Work', refresh: true }),
    ]
    for (const prompt of PROMPTS) {
      const step = { label: 'Step', stepType: 'generate' as const, prompt, provider: 'Work', maxRetries: 0 }
      const workflow = { name: prompt, steps: [step] }
      const { runId } = await client.workflows.start({ source: { kind: 'inline', workflow } })
      for await (const message of await client.runs.events({ runId })) {
        seen.push(message)
        if (JSON.stringify(message).match(/"status":"(?:failed|completed)"/)) break
      }
      await core.runs.rested(runId)
      seen.push(await client.runs.get({ runId }))
      seen.push(
        await client.runs.export({ runId, format: 'json' }),
        await client.runs.export({ runId, format: 'markdown' }),
      )
    }
    expect(server.requests.filter(({ method }) => method === 'POST').length).toBeGreaterThanOrEqual(
      PROMPTS.length,
    )
    expect(JSON.stringify(server.requests)).toContain(KEY)
    seen.push(logged.map(String), await client.app.backup())
    refuseKeys(JSON.stringify(seen), 'what the API said')
    expect(readdirSync(dataFolder).length).toBeGreaterThan(2)
    sweepForKeys(dataFolder)
  },
)

test('the command line: on no stream and in no file', async () => {
  const server = await startEcho()
  const home = temporaryFolder()
  const folder = temporaryFolder()
  let streams = ''
  for (const [index, prompt] of [
    'status 401',
    'status 500',
    'error inside the stream',
    'finish with it',
  ].entries()) {
    const file = join(folder, `w${index}.baton.json`)
    const step = {
      label: 'Step',
      stepType: 'generate',
      prompt,
      provider: 'openai',
      model: 'm',
      maxRetries: 0,
    }
    writeFileSync(file, JSON.stringify({ format: 'baton/1', name: 'W', steps: [step] }))
    const environment = {
      OPENAI_API_KEY: KEY,
      OPENAI_BASE_URL: `${server.origin}/v1`,
      OPENAI_LOG: 'debug',
      NODE_DEBUG: 'fetch',
      DEBUG: '*',
    }
    for (const args of [
      ['run', file, '--json', '--verbose'],
      ['show', 'last', '--json'],
      ['keys', 'list'],
    ]) {
      streams += await runBaton(home, args, environment)
    }
  }
  expect(streams).toContain('"status":"failed"')
  expect(streams).toContain('ends in Qz0w')
  expect(JSON.stringify(server.requests)).toContain(KEY)
  refuseKeys(streams, 'what was printed')
  sweepForKeys(home)
})

async function runBaton(home: string, args: string[], environment: Record<string, string>): Promise<string> {
  const script = resolve(import.meta.dirname, '../../scripts/baton.mjs')
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], BATON_HOME: home, ...environment }
  const child = spawn(process.execPath, [script, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let printed = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => (printed += part))
  await once(child, 'close')
  return printed
}
