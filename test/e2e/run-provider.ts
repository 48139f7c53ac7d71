import { startServer, writeAlone } from '../support/provider-server'
import { answerEvents } from '../support/provider-streams'
import { test as base } from './support/baton-test'
import type { HeldProvider } from './support/held-provider'

/** What the provider does with one request. */
interface Answer {
  text?: string
  /** An HTTP status other than 200, with an error of this code. */
  status?: number
  code?: string
  headers?: Record<string, string>
  /** As OpenAI calls it; `length`: cut short. */
  finish?: string
  /** Sends this much of the text and then nothing, until the test ends or `release` is called. */
  holdAfter?: number
}

interface ScriptedProvider extends HeldProvider {
  /** Decides about every request from now on. `number` counts from 1, over all requests. */
  script: (answer: (prompt: string, number: number) => Answer) => void
  /** How many requests were given up before their answer was whole. */
  givenUp: () => number
}

/** As the other tests, with a provider that answers as the test says. */
export const test = base.extend<{ scripted: ScriptedProvider }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from this pattern
  scripted: async ({}, use) => {
    const provider = await startScriptedProvider()
    await use(provider)
    await provider.close()
  },
  provider: async ({ scripted }, use) => use(scripted),
  usesProvider: true,
})

async function startScriptedProvider(): Promise<ScriptedProvider> {
  const prompts: string[] = []
  let decide: (prompt: string, number: number) => Answer = (prompt) => ({ text: `Answer to: ${prompt}` })
  let gate = Promise.withResolvers<void>()
  let givenUp = 0
  const server = await startServer(async (response, { body }) => {
    const { messages }: { messages: { role: string; content: string }[] } = JSON.parse(body)
    const prompt = messages.findLast(({ role }) => role === 'user')?.content ?? ''
    const answer = decide(prompt, prompts.push(prompt))
    response.on('error', () => undefined)
    response.on('close', () => {
      if (!response.writableFinished) givenUp += 1
    })
    if (answer.status !== undefined) {
      response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers })
      const error = { message: 'No.', type: 'error', code: answer.code ?? null, param: null }
      response.end(JSON.stringify({ error }))
      return
    }
    const text = answer.text ?? ''
    const pieces = text.match(/[\s\S]{1,20}/g) ?? ['']
    const events = answerEvents('openai-chat', pieces, { ...(answer.finish && { finish: answer.finish }) })
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    if (answer.holdAfter !== undefined) {
      const held = 1 + Math.ceil(answer.holdAfter / 20)
      await writeAlone(response, events.slice(0, held).join(''))
      await gate.promise
      response.end(events.slice(held).join(''))
      return
    }
    response.end(events.join(''))
  })
  return {
    url: `${server.origin}/v1`,
    prompts: () => [...prompts],
    script: (answer) => {
      decide = answer
    },
    givenUp: () => givenUp,
    holdFrom: () => undefined,
    release: () => {
      gate.resolve()
      gate = Promise.withResolvers()
    },
    async close() {
      gate.resolve()
      await server.close()
    },
  }
}

export { expect } from './support/baton-test'
