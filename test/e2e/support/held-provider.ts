import type { ServerResponse } from 'node:http'
import { startServer, writeAlone } from '../../support/provider-server'
import { answerEvents } from '../../support/provider-streams'

/** A provider on this machine that stops in the middle of its answers until the test lets it go on. */
export interface HeldProvider {
  /** For `OPENAI_BASE_URL`. */
  url: string
  /** The prompts of all requests, oldest first. */
  prompts(): string[]
  /** From the nth request on (the first is 1), answers stop in the middle. */
  holdFrom(request: number): void
  /** What is held goes on, and nothing is held any more. */
  release(): void
  close(): Promise<void>
}

/** The text of the answer to a prompt, of which the first word counts, and the part that is there while it is held. */
export function answerTo(prompt: string): { whole: string; held: string } {
  const pieces = piecesFor(prompt)
  return { whole: pieces.join(''), held: pieces.slice(0, pieces.length / 2).join('') }
}

export async function startHeldProvider(): Promise<HeldProvider> {
  const prompts: string[] = []
  let heldFrom = Infinity
  let gate = Promise.withResolvers<void>()

  const answer = async (response: ServerResponse, body: string): Promise<void> => {
    const { messages }: { messages: { role: string; content: string }[] } = JSON.parse(body)
    const prompt = messages.findLast(({ role }) => role === 'user')?.content ?? ''
    const number = prompts.push(prompt)
    // Whoever asked may be gone by the time the answer goes on.
    response.on('error', () => undefined)
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    const events = answerEvents('openai-chat', piecesFor(prompt))
    // The event before the first piece counts as well.
    const half = 1 + piecesFor(prompt).length / 2
    await writeAlone(response, events.slice(0, half).join(''))
    if (number >= heldFrom) await gate.promise
    response.end(events.slice(half).join(''))
  }

  const server = await startServer((response, { body }) => answer(response, body))
  return {
    url: `${server.origin}/v1`,
    prompts: () => [...prompts],
    holdFrom(request) {
      heldFrom = request
      gate = Promise.withResolvers()
    },
    release() {
      heldFrom = Infinity
      gate.resolve()
    },
    async close() {
      gate.resolve()
      await server.close()
    },
  }
}

function piecesFor(prompt: string): string[] {
  const [about] = prompt.split(' ', 1)
  return Array.from({ length: 40 }, (_, index) => `${about}, sentence ${index + 1} – “ünïcödé” 漢字. `)
}
