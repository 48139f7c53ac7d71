import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { answerEvents } from '../../support/provider-streams'
import { answer } from '../measure/run-program'
import { stamp } from '../measure/stamps'

/**
 * A provider that speaks Chat Completions. The model's name says what it answers: `bench/CHUNKS/PER_SECOND` streams,
 * as fast as it is read where PER_SECOND is 0; `delay/MILLISECONDS` answers one word after a while.
 */
const [opening = '', , ...closing] = answerEvents('openai-chat', ['x'])
const PIECE = answerEvents('openai-chat', ['@'])[1]?.split('@') ?? []
const chunk = () => `${PIECE[0]}${stamp()} ${PIECE[1]}`
/** Events of one write where nothing limits the speed: as a fast server's arrive. */
const EVENTS_AT_ONCE = 32

const server = createServer((request, response) => void serve(request, response))
server.listen(0, '127.0.0.1', () => {
  answer({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1` })
})

// Its own end is that of the program which started it.
process.stdin.resume().on('end', () => process.exit())

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = ''
  for await (const bytes of request.setEncoding('utf8')) body += String(bytes)
  const { model }: { model: string } = JSON.parse(body)
  const [kind, first, second] = model.split('/')
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.write(opening)
  if (kind === 'delay') {
    await pause(Number(first))
    response.write(chunk())
  } else if (Number(second) === 0) await streamFast(response, Number(first))
  else await streamPaced(response, Number(first), Number(second))
  response.end(closing.join(''))
}

async function streamFast(response: ServerResponse, chunks: number): Promise<void> {
  for (let sent = 0; sent < chunks; sent += EVENTS_AT_ONCE) {
    let text = ''
    for (let index = sent; index < Math.min(chunks, sent + EVENTS_AT_ONCE); index += 1) text += chunk()
    if (!response.write(text)) await once(response, 'drain')
  }
}

async function streamPaced(response: ServerResponse, chunks: number, perSecond: number): Promise<void> {
  const startedAt = performance.now()
  for (let sent = 0; sent < chunks;) {
    const due = Math.min(chunks, Math.ceil(((performance.now() - startedAt) / 1000) * perSecond))
    while (sent < due) {
      response.write(chunk())
      sent += 1
    }
    await pause(1)
  }
}
