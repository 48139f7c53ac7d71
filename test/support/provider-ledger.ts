/**
 * A fake provider in a process of its own, for tests that count requests: it speaks Chat Completions and Anthropic's
 * Messages (both streaming), does what the prompt tells it to, and writes each request to a ledger before it
 * answers. The ledger is what was billed, whatever became of the process under test.
 *
 *   node test/support/provider-ledger.ts LEDGER [PORT]
 *
 * prints `listening PORT`. One file, no imports of ours: runs as it is under Node's type stripping.
 *
 * Behaviour comes from directives anywhere in the last user message, each as `[name=value]` or `[name]`; the model's
 * name may hold them too, with `:` for `=` and `,` between (`fake/tokens:20,delay:5`). In the model's name they hold
 * for every step. Directives:
 *
 *   tokens=N      words in the answer (default 8)
 *   delay=MS      before each word (default 0)
 *   first=MS      before the first byte of the body (default 0)
 *   echo          answers with the prompt instead of words
 *   say=TEXT      answers with TEXT
 *   fail=STATUS   answers with an HTTP error; with times=N only the first N times for the same `key`
 *   after=VALUE   `Retry-After` of that error
 *   code=CODE     error code of that error (`insufficient_quota`, …)
 *   cut=N         breaks the connection after N words; with times=N as above
 *   error=N       sends an error event after N words; with times=N as above
 *   stall=N       sends nothing any more after N words
 *   length        ends with the finish reason for the token limit
 *   refuse        ends as refused
 *   empty         ends without a word
 *   nousage       sends no token figures
 *   key=NAME      what `times` is counted by (default: the hash of the last user message)
 */
import { createHash } from 'node:crypto'
import { fsyncSync, openSync, writeSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { argv, hrtime, stdout } from 'node:process'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

/** A line of the ledger. Each request has a `start`, and an `end` when its answer is over, in whatever way. */
export interface LedgerEntry {
  event: 'start' | 'end'
  /** From 1, in the order of arrival. */
  request: number
  /** Nanoseconds of the provider's monotonic clock, as a decimal text. */
  time: string
  protocol: 'chat' | 'anthropic'
  model: string
  /** SHA-256 of system prompt and messages: equal for the same request sent again. */
  hash: string
  /** The first 200 characters of the last user message. */
  prompt: string
  /** In an `end`: how it ended. `closed`: the client went away. */
  outcome?: 'complete' | 'error' | 'cut' | 'closed'
  words?: number
}

interface ParsedRequest {
  protocol: LedgerEntry['protocol']
  model: string
  prompt: string
  hash: string
  inputWords: number
  directives: Map<string, string>
}

const WORDS = 'one two three four five six seven eight nine ten'.split(' ')

function main(ledgerPath: string, port: number): void {
  const ledger = openSync(ledgerPath, 'a')
  const counts = new Map<string, number>()
  let requests = 0

  const write = (entry: LedgerEntry): void => {
    writeSync(ledger, `${JSON.stringify(entry)}\n`)
    fsyncSync(ledger)
  }

  const serve = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const parsed = await readRequest(message)
    if (parsed === undefined) {
      response.writeHead(404).end('{"error":{"message":"no such address"}}')
      return
    }
    requests += 1
    const { protocol, model, hash, prompt } = parsed
    const entry = { request: requests, protocol, model, hash, prompt: prompt.slice(0, 200) }
    write({ event: 'start', time: now(), ...entry })
    const answered = await answer(parsed, response, counts)
    write({ event: 'end', time: now(), ...entry, ...answered })
  }
  const server = createServer((message, response) => void serve(message, response))
  server.requestTimeout = 0
  server.listen(port, '127.0.0.1', () => {
    const address = server.address()
    if (typeof address === 'object' && address !== null) stdout.write(`listening ${address.port}\n`)
  })
}

function now(): string {
  return hrtime.bigint().toString()
}

async function readRequest(message: IncomingMessage): Promise<ParsedRequest | undefined> {
  const protocol = message.url?.endsWith('/chat/completions')
    ? 'chat'
    : message.url?.endsWith('/messages')
      ? 'anthropic'
      : undefined
  if (protocol === undefined) return undefined
  let text = ''
  message.setEncoding('utf8')
  for await (const chunk of message) text += String(chunk)
  const body: { model: string; system?: string; messages: { role: string; content: string }[] } =
    JSON.parse(text)
  const prompt = body.messages.findLast(({ role }) => role === 'user')?.content ?? ''
  return {
    protocol,
    model: body.model,
    prompt,
    hash: createHash('sha256')
      .update(JSON.stringify([body.model, body.system, body.messages]))
      .digest('hex'),
    inputWords: JSON.stringify(body.messages).split(/\s+/).length,
    directives: new Map([...modelDirectives(body.model), ...promptDirectives(prompt)]),
  }
}

function promptDirectives(prompt: string): [string, string][] {
  return [...prompt.matchAll(/\[(\w+)(?:=([^\]]*))?\]/g)].map(([, name = '', value = '']) => [name, value])
}

function modelDirectives(model: string): [string, string][] {
  const listed = model.split('/')[1]
  if (listed === undefined) return []
  return listed.split(',').map((directive) => {
    const [name = '', value = ''] = directive.split(':')
    return [name, value]
  })
}

type Answered = Required<Pick<LedgerEntry, 'outcome' | 'words'>>

async function answer(
  request: ParsedRequest,
  response: ServerResponse,
  counts: Map<string, number>,
): Promise<Answered> {
  const { directives } = request
  const number = (name: string, otherwise: number): number => {
    const value = directives.get(name)
    return value === undefined || value === '' ? otherwise : Number(value)
  }
  const key = directives.get('key') ?? request.hash
  const count = (counts.get(key) ?? 0) + 1
  counts.set(key, count)
  const misbehaves = count <= number('times', Infinity)

  const status = number('fail', 0)
  if (status > 0 && misbehaves) {
    const after = directives.get('after')
    response.writeHead(status, {
      'content-type': 'application/json',
      ...(after !== undefined && { 'retry-after': after }),
    })
    response.end(errorBody(request, directives.get('code'), status))
    return { outcome: 'error', words: 0 }
  }

  const words = answerWords(request, number('tokens', WORDS.length - 2))
  const cutAfter = misbehaves ? number('cut', Infinity) : Infinity
  const errorAfter = misbehaves ? number('error', Infinity) : Infinity
  const stallAfter = number('stall', Infinity)
  const delay = number('delay', 0)
  let gone = false
  response.on('close', () => {
    gone = !response.writableEnded
  })
  const send = (event: string): boolean => response.write(event)

  await waitFor(number('first', 0))
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  for (const event of openingEvents(request)) send(event)
  let sent = 0
  for (const word of [...words, undefined]) {
    if (sent >= cutAfter) {
      // What was written so far shall arrive before the connection breaks.
      await new Promise<void>((resolve) => response.write(': cut\n\n', () => resolve()))
      await waitFor(5)
      response.destroy()
      return { outcome: 'cut', words: sent }
    }
    if (sent >= errorAfter) {
      response.end(errorEvent(request, directives.get('code') ?? 'overloaded_error'))
      return { outcome: 'error', words: sent }
    }
    if (sent >= stallAfter) {
      await new Promise<void>((resolve) => response.once('close', resolve))
      return { outcome: 'closed', words: sent }
    }
    if (word === undefined) break
    await waitFor(delay)
    if (gone || response.destroyed) return { outcome: 'closed', words: sent }
    send(wordEvent(request, sent === 0 ? word : ` ${word}`))
    sent += 1
  }
  for (const event of closingEvents(request, sent)) send(event)
  await new Promise<void>((resolve) => {
    response.once('close', resolve)
    response.end(resolve)
  })
  return { outcome: gone ? 'closed' : 'complete', words: sent }
}

async function waitFor(milliseconds: number): Promise<void> {
  if (milliseconds > 0) await pause(milliseconds)
}

function answerWords({ directives, prompt }: ParsedRequest, count: number): string[] {
  if (directives.has('empty')) return []
  const said = directives.get('say')
  if (said !== undefined) return said.split(' ')
  if (directives.has('echo')) return prompt.split(' ')
  return Array.from({ length: count }, (_, index) => WORDS[index % WORDS.length] ?? '')
}

function errorBody({ protocol }: ParsedRequest, code: string | undefined, status: number): string {
  const type =
    code ?? (status === 429 ? 'rate_limit_error' : status >= 500 ? 'api_error' : 'invalid_request_error')
  const error = { message: `scripted ${status}`, type, ...(code !== undefined && { code }) }
  return JSON.stringify(protocol === 'chat' ? { error } : { type: 'error', error })
}

function errorEvent({ protocol }: ParsedRequest, code: string): string {
  const error = { message: 'scripted error', type: code, code }
  return protocol === 'chat' ? data({ error }) : named('error', { type: 'error', error })
}

function openingEvents({ protocol, model, inputWords, directives }: ParsedRequest): string[] {
  if (protocol === 'chat') return [data(chunk(model, { role: 'assistant', content: '' }, null))]
  const usage = directives.has('nousage') ? undefined : { input_tokens: inputWords, output_tokens: 1 }
  const message = {
    id: 'msg',
    type: 'message',
    role: 'assistant',
    model,
    content: [],
    stop_reason: null,
    usage,
  }
  return [
    named('message_start', { type: 'message_start', message }),
    named('content_block_start', {
      type: 'content_block_start',
      index: 0,
      content_block: { type: 'text', text: '' },
    }),
  ]
}

function wordEvent({ protocol, model }: ParsedRequest, text: string): string {
  if (protocol === 'chat') return data(chunk(model, { content: text }, null))
  return named('content_block_delta', {
    type: 'content_block_delta',
    index: 0,
    delta: { type: 'text_delta', text },
  })
}

function closingEvents({ protocol, model, inputWords, directives }: ParsedRequest, words: number): string[] {
  const withUsage = !directives.has('nousage')
  if (protocol === 'chat') {
    const finish = directives.has('length') ? 'length' : directives.has('refuse') ? 'content_filter' : 'stop'
    const usage = { prompt_tokens: inputWords, completion_tokens: words, total_tokens: inputWords + words }
    return [
      data(chunk(model, {}, finish)),
      ...(withUsage ? [data({ ...chunk(model, {}, null), choices: [], usage })] : []),
      'data: [DONE]\n\n',
    ]
  }
  const reason = directives.has('length') ? 'max_tokens' : directives.has('refuse') ? 'refusal' : 'end_turn'
  const usage = withUsage ? { output_tokens: words } : {}
  return [
    named('content_block_stop', { type: 'content_block_stop', index: 0 }),
    named('message_delta', { type: 'message_delta', delta: { stop_reason: reason }, usage }),
    named('message_stop', { type: 'message_stop' }),
  ]
}

function chunk(model: string, delta: object, finish: string | null): object {
  return {
    id: 'chat',
    object: 'chat.completion.chunk',
    model,
    choices: [{ index: 0, delta, finish_reason: finish }],
  }
}

function data(value: object): string {
  return `data: ${JSON.stringify(value)}\n\n`
}

function named(event: string, value: object): string {
  return `event: ${event}\n${data(value)}`
}

const [, script, ledgerPath, port] = argv
if (script === fileURLToPath(import.meta.url) && ledgerPath !== undefined) main(ledgerPath, Number(port ?? 0))
