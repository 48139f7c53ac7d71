import type { ApiClient } from '@shared/contract'
import { connectApi } from '../measure/connect-api'
import { peakMegabytes, processorMs } from '../measure/process-figures'
import { answer, readTask } from '../measure/run-program'
import { createStampReader } from '../measure/stamps'
import { type ListenTask, type StreamAnswer, streamModel } from '../measure/stream-task'

/**
 * A page's part: starts a run of one step over the WebSocket and reads its events to the end. The processor time is
 * that of Baton's process, the listener's own not counted.
 */
const { origin, cookie, pid, model } = readTask<ListenTask>()
const { client, close } = await connectApi(origin, cookie)
// So that both have their code in place: a first, short one.
await follow(client, await create(client, streamModel(2000, 0)), () => undefined)
const workflowId = await create(client, model)
const stamps = createStampReader()
const processor = processorMs(pid)
const startedAt = performance.now()
await follow(client, workflowId, (text) => stamps.read(text))
answer({
  ms: performance.now() - startedAt,
  processorMs: processorMs(pid) - processor,
  peakMegabytes: peakMegabytes(pid),
  ...stamps.result(),
} satisfies StreamAnswer)
close()

async function create(api: ApiClient, name: string): Promise<string> {
  const step = {
    label: 'Write',
    stepType: 'generate' as const,
    prompt: 'Go on.',
    provider: 'openai',
    model: name,
  }
  const { id } = await api.workflows.create({ workflow: { name: 'Stream', steps: [step] } })
  return id
}

/** Reads all of the step's text, whether it comes in pieces or, where they came too early or too fast, in a state. */
async function follow(api: ApiClient, id: string, onText: (text: string) => void): Promise<void> {
  const { runId } = await api.workflows.start({ source: { kind: 'workflow', workflowId: id } })
  let received = 0
  const take = (text: string, offset: number): void => {
    const fresh = text.slice(received - offset)
    received += fresh.length
    onText(fresh)
  }
  for await (const batch of await api.runs.events({ runId })) {
    for (const message of batch) {
      if (message.type === 'state') {
        const [step] = message.run.steps
        take(step?.output ?? step?.partial ?? '', 0)
        if (message.run.status === 'completed') return
      }
      if (message.type === 'text') take(message.delta, message.offset)
      if (message.type === 'error') throw new Error(message.error.message)
      if (message.type === 'done' && message.scope === 'run') return
    }
  }
}
