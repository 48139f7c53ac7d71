import { startBatonServer } from '../../e2e/support/baton-server'
import { cookieOf } from '../measure/connect-api'
import { interleave } from '../measure/rounds'
import { runProgram, startProgram } from '../measure/run-program'
import { median, pairedRatio } from '../measure/statistics'
import { type ListenTask, type SdkTask, type StreamAnswer, streamModel } from '../measure/stream-task'
import { figure, megabytes, milliseconds, times } from '../report/format'
import type { Part, PartResult } from '../report/part'
import { atLeast, atMost, noTarget } from '../report/target'

const SIZES = [20_000, 50_000, 100_000]
const PER_SECOND = 500

export const stream: Part = {
  name: 'stream',
  async measure({ quick, say }) {
    const { answer: provider, child } = await startProgram<{ url: string }>('provider', {})
    const baton = async (model: string): Promise<StreamAnswer> => {
      const server = await startBatonServer({ OPENAI_API_KEY: 'sk-none', OPENAI_BASE_URL: provider.url })
      try {
        const cookie = await cookieOf(server.link)
        const task: ListenTask = { origin: server.origin, cookie, pid: server.pid, model }
        return whole(model, await runProgram<StreamAnswer>('listener', task))
      } finally {
        await server.remove()
      }
    }
    const sdk = async (model: string) => {
      const task: SdkTask = { baseUrl: provider.url, model }
      return whole(model, await runProgram<StreamAnswer>('sdk-loop', task))
    }
    const paced = streamModel(PER_SECOND * (quick ? 3 : 5), PER_SECOND)
    try {
      const subjects: Record<string, (round: number) => Promise<StreamAnswer>> = {
        ...Object.fromEntries(
          SIZES.flatMap((size) => [
            [`baton ${size}`, () => baton(streamModel(size, 0))],
            [`sdk ${size}`, () => sdk(streamModel(size, 0))],
          ]),
        ),
        'baton paced': (round: number) => {
          say(`stream: round ${round + 1}`)
          return baton(paced)
        },
        'sdk paced': () => sdk(paced),
      }
      const measured = await interleave(quick ? 2 : 5, subjects)
      return describe((name, field) => (measured[name] ?? []).map((answer) => answer[field]), measured)
    } finally {
      child.kill('SIGKILL')
    }
  },
}

/** A stream that lost a chunk on its way would be no measurement. */
function whole(model: string, streamed: StreamAnswer): StreamAnswer {
  if (streamed.chunks !== Number(model.split('/')[1])) {
    throw new Error(`Of the chunks of ${model}, ${streamed.chunks} arrived.`)
  }
  return streamed
}

function describe(
  of: (name: string, field: keyof StreamAnswer) => number[],
  measured: Record<string, StreamAnswer[]>,
): PartResult {
  const rate = (name: string, size: number) => figure(size / (median(of(name, 'ms')) / 1000))
  const rows = SIZES.map((size) => {
    const ratio = pairedRatio(of(`sdk ${size}`, 'ms'), of(`baton ${size}`, 'ms'))
    const peer = ratio / BEST_PEER
    return {
      what: `chunks per second, ${size.toLocaleString('en')} chunks`,
      baton: rate(`baton ${size}`, size),
      beside: `bare SDK loop ${rate(`sdk ${size}`, size)}`,
      ratio: `${times(ratio)}; ${times(peer)} LangGraph`,
      ...atLeast(ratio, 0.8, '0.8 × SDK; ≥ 2.5 × LangGraph'),
      ...(peer < 2.5 && { met: false }),
    }
  })
  const work = pairedRatio(of('baton paced', 'processorMs'), of('sdk paced', 'processorMs'))
  const added = of('baton paced', 'latencyMs').map(
    (latency, round) => latency - (of('sdk paced', 'latencyMs')[round] ?? Number.NaN),
  )
  const perChunk = (name: string) => {
    const costs = (measured[name] ?? []).map(({ processorMs, chunks }) => (processorMs * 1000) / chunks)
    return `${figure(median(costs))} µs`
  }
  const [small, large] = [SIZES[0], SIZES.at(-1)]
  const memory = pairedRatio(of(`baton ${large}`, 'peakMegabytes'), of(`baton ${small}`, 'peakMegabytes'))
  const sdkMemory = pairedRatio(of(`sdk ${large}`, 'peakMegabytes'), of(`sdk ${small}`, 'peakMegabytes'))
  return {
    rows: [
      ...rows,
      {
        what: `added latency, median, at ${PER_SECOND} chunks/s`,
        baton: milliseconds(median(of('baton paced', 'latencyMs'))),
        beside: `bare SDK loop ${milliseconds(median(of('sdk paced', 'latencyMs')))}`,
        ratio: `+ ${milliseconds(median(added))}`,
        ...atMost(median(added), 16, '16 ms'),
      },
      {
        what: `processor time per chunk at ${PER_SECOND} chunks/s`,
        baton: perChunk('baton paced'),
        beside: `bare SDK loop ${perChunk('sdk paced')}`,
        ratio: times(work),
        ...atMost(work, 1.3, '1.3 × SDK'),
      },
      {
        what: 'peak memory, 100,000 chunks against 20,000',
        baton: megabytes(median(of(`baton ${large}`, 'peakMegabytes'))),
        beside: `20,000: ${megabytes(median(of(`baton ${small}`, 'peakMegabytes')))}`,
        ratio: times(memory),
        ...atMost(memory, 1.1, '1.1 ×'),
      },
      {
        what: 'the same, bare SDK loop',
        baton: '',
        beside: `${megabytes(median(of(`sdk ${large}`, 'peakMegabytes')))}, 20,000: ${megabytes(median(of(`sdk ${small}`, 'peakMegabytes')))}`,
        ratio: times(sdkMemory),
        ...noTarget,
      },
    ],
    growth: [
      {
        what: 'time to stream',
        unit: 'ms',
        points: SIZES.map((size) => ({ size, value: median(of(`baton ${size}`, 'ms')) })),
      },
      {
        what: 'processor time to stream',
        unit: 'ms',
        points: SIZES.map((size) => ({ size, value: median(of(`baton ${size}`, 'processorMs')) })),
      },
    ],
    notes: [
      `Stream: a provider in its own process writes Chat Completions events, ${PER_SECOND} a second or as fast as they are read. Baton is \`baton serve\` as it is shipped; a third process listens over the WebSocket, and no chunk may be missing there. The bare loop is \`for await\` over the openai SDK's stream. Both have streamed 2,000 chunks before; the paced stream is over before the daily backup begins. Each measurement has fresh processes; with three of them on two processors, Baton's share includes what the listener takes away.`,
    ],
    raw: Object.fromEntries(
      Object.keys(measured).flatMap((name) =>
        (['ms', 'processorMs', 'latencyMs', 'peakMegabytes', 'chunks'] as const).map((field) => [
          `${name}: ${field}`,
          of(name, field),
        ]),
      ),
    ),
  }
}

/** LangGraph's share of the bare SDK loop, measured for the design; the AI SDK's is 0.28. */
const BEST_PEER = 0.35
