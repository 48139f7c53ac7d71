import { startBatonServer } from '../../e2e/support/baton-server'
import { connectApi, cookieOf } from '../measure/connect-api'
import { startProgram } from '../measure/run-program'
import { median } from '../measure/statistics'
import { milliseconds, times } from '../report/format'
import type { Part } from '../report/part'
import { atMost } from '../report/target'

const WIDTHS = [4, 16, 48]
/** Milliseconds that the provider takes for the first step, the slowest independent one, and the last. */
const DELAYS = { first: 600, slowest: 1800, last: 600 }

/**
 * One step, then independent ones that all build on it, then one that builds on all of them. The independent ones
 * take from a third of the slowest on.
 */
function workflowOf(width: number) {
  const step = (label: string, delay: number, prompt: string) => ({
    label,
    stepType: 'generate' as const,
    provider: 'openai',
    model: `delay/${delay}`,
    prompt,
  })
  const labels = Array.from({ length: width }, (_, index) => `Part ${index + 1}`)
  return {
    name: `${width} at once`,
    concurrency: 64,
    steps: [
      step('First', DELAYS.first, 'Begin.'),
      ...labels.map((label, index) =>
        step(
          label,
          Math.round(DELAYS.slowest * (1 / 3 + ((2 / 3) * (index + 1)) / width)),
          'After {{steps.First.content}}',
        ),
      ),
      step('Last', DELAYS.last, labels.map((label) => `{{steps.${label}.content}}`).join('\n')),
    ],
  }
}

export const parallel: Part = {
  name: 'parallel',
  async measure({ quick, say }) {
    const { answer: provider, child } = await startProgram<{ url: string }>('provider', {})
    const server = await startBatonServer({ OPENAI_API_KEY: 'sk-none', OPENAI_BASE_URL: provider.url })
    const criticalPath = DELAYS.first + DELAYS.slowest + DELAYS.last
    try {
      const { client, close } = await connectApi(server.origin, await cookieOf(server.link))
      const ids: string[] = []
      for (const width of WIDTHS)
        ids.push((await client.workflows.create({ workflow: workflowOf(width) })).id)
      const time = async (workflowId: string): Promise<number> => {
        const startedAt = performance.now()
        const { runId } = await client.workflows.start({ source: { kind: 'workflow', workflowId } })
        for await (const batch of await client.runs.events({ runId })) {
          for (const message of batch) {
            if (message.type === 'error') throw new Error(message.error.message)
            if (message.type === 'done' && message.scope === 'run') return performance.now() - startedAt
          }
        }
        throw new Error('The run ended without its end.')
      }
      // The adapter is loaded with the first request, as in any session.
      await time(ids[0] ?? '')
      const measured = WIDTHS.map((): number[] => [])
      for (let round = 0; round < (quick ? 1 : 5); round += 1) {
        say(`parallel: round ${round + 1}`)
        for (const [index, id] of ids.entries()) measured[index]?.push(await time(id))
      }
      close()
      const walls = measured.map((values) => median(values))
      return {
        rows: WIDTHS.map((width, index) => {
          const wall = walls[index] ?? Number.NaN
          return {
            what: `wall time, ${width} independent steps between two`,
            baton: milliseconds(wall),
            beside: `critical path ${milliseconds(criticalPath)}`,
            ratio: times(wall / criticalPath),
            ...atMost(wall / criticalPath, 1.05, '1.05 × critical path'),
          }
        }),
        growth: [
          {
            what: 'wall time beyond the critical path',
            unit: 'ms',
            points: WIDTHS.map((size, index) => ({
              size,
              value: (walls[index] ?? Number.NaN) - criticalPath,
            })),
          },
        ],
        notes: [
          `Parallel: \`baton serve\` with a provider that answers after fixed times (${DELAYS.first} ms, then up to ${DELAYS.slowest} ms at once, then ${DELAYS.last} ms), from the call that starts the run until its end has arrived over the WebSocket.`,
        ],
        raw: Object.fromEntries(
          WIDTHS.map((width, index) => [`${width} at once: ms`, measured[index] ?? []]),
        ),
      }
    } finally {
      await server.remove()
      child.kill('SIGKILL')
    }
  },
}
