import OpenAI from 'openai'
import { peakMegabytes } from '../measure/process-figures'
import { answer, readTask } from '../measure/run-program'
import { createStampReader } from '../measure/stamps'
import { type SdkTask, type StreamAnswer, streamModel } from '../measure/stream-task'

/** The bare loop over a stream that anybody would write with the SDK. */
const { baseUrl, model } = readTask<SdkTask>()
const client = new OpenAI({ apiKey: 'none', baseURL: baseUrl, maxRetries: 0, logLevel: 'off' })

// So that both have their code in place: a first, short one.
await read(streamModel(2000, 0), () => undefined)
const stamps = createStampReader()
const processor = process.cpuUsage()
const startedAt = performance.now()
const text = await read(model, (delta) => stamps.read(delta))
const ms = performance.now() - startedAt
const { user, system } = process.cpuUsage(processor)
if (text === '') throw new Error('The provider answered nothing.')
answer({
  ms,
  processorMs: (user + system) / 1000,
  peakMegabytes: peakMegabytes('self'),
  ...stamps.result(),
} satisfies StreamAnswer)

async function read(name: string, onText: (text: string) => void): Promise<string> {
  let whole = ''
  const stream = await client.chat.completions.create({
    model: name,
    stream: true,
    messages: [{ role: 'user', content: 'Go on.' }],
  })
  for await (const chunk of stream) {
    const delta = chunk.choices[0]?.delta.content ?? ''
    whole += delta
    onText(delta)
  }
  return whole
}
