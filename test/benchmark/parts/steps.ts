import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { interleave } from '../measure/rounds'
import { runProgram } from '../measure/run-program'
import { median, pairedRatio } from '../measure/statistics'
import type { ChainAnswer, ChainTask } from '../measure/chain-task'
import { figure, megabytes, milliseconds, times } from '../report/format'
import type { Part, PartResult, Row } from '../report/part'
import { atLeast, atMost, noTarget } from '../report/target'

/**
 * Steps per second as a share of the floor's: the better of LangGraph.js 1.7 and Mastra 1.71, measured for the design
 * on two cores with `synchronous=NORMAL`, and how much faster Baton is to be.
 */
const PEERS: Record<number, { best: number; wanted: number }> = {
  10: { best: 0.062, wanted: 4 },
  100: { best: 0.034, wanted: 7 },
  1000: { best: 0.009, wanted: 25 },
}
const LENGTHS = [10, 100, 1000]
/** At every length, so that each has its share of checkpoints. */
const STEPS = 1000

const NOTHING: ChainAnswer = { ms: 0, processorMs: 0, bytesHanded: 0, bytesSent: 0, peakMegabytes: 0 }

export const steps: Part = {
  name: 'steps',
  async measure({ quick, folder, say }) {
    const fresh = () => mkdtempSync(join(folder, 'steps-'))
    const chain = (program: string, length: number, single = false) =>
      runProgram<ChainAnswer>(program, {
        folder: fresh(),
        length,
        chains: single ? 1 : STEPS / length,
        warmUp: single ? 0 : 200,
      } satisfies ChainTask)
    const syncTimes = 300
    const subjects: Record<string, (round: number) => Promise<ChainAnswer>> = {
      ...Object.fromEntries(
        LENGTHS.flatMap((length) => [
          [`baton ${length}`, () => chain('chain', length)],
          [`floor ${length}`, () => chain('floor-chain', length)],
        ]),
      ),
      sync: async (round: number) => {
        say(`steps: round ${round + 1}`)
        const { ms } = await runProgram<{ ms: number }>('disk-sync', { folder, times: syncTimes })
        return { ...NOTHING, ms: (ms / syncTimes) * STEPS }
      },
      'baton alone': () => chain('chain', 1000, true),
      'floor alone': () => chain('floor-chain', 1000, true),
    }
    const measured = await interleave(quick ? 2 : 7, subjects)
    const of = (name: string, field: keyof ChainAnswer): number[] =>
      (measured[name] ?? []).map((answer) => answer[field])
    return describe(of)
  },
}

function describe(of: (name: string, field: keyof ChainAnswer) => number[]): PartResult {
  const rate = (name: string) => STEPS / (median(of(name, 'ms')) / 1000)
  const speed = (name: string, beside: string) => pairedRatio(of(beside, 'ms'), of(name, 'ms'))
  const rows = LENGTHS.flatMap((length): Row[] => {
    const [baton, floor] = [`baton ${length}`, `floor ${length}`]
    const peer = PEERS[length] ?? { best: Number.NaN, wanted: Number.NaN }
    const share = speed(baton, floor)
    return [
      {
        what: `durable steps per second, chain of ${length}`,
        baton: figure(rate(baton)),
        beside: `floor ${figure(rate(floor))}`,
        ratio: `${times(share)} floor, ${times(share / peer.best)} best peer`,
        ...atLeast(share / peer.best, peer.wanted, `${peer.wanted} × best peer`),
      },
    ]
  })
  const toDisk = speed('baton 100', 'sync')
  rows.push({
    what: 'the same, chain of 100, against the disk',
    baton: figure(rate('baton 100')),
    beside: `fdatasync ${figure(rate('sync'))}`,
    ratio: times(toDisk),
    ...atLeast(toDisk, 0.4, '0.4 × fdatasync'),
  })
  const flatness = speed('baton 1000', 'baton 100')
  rows.push({
    what: 'flatness: rate of 1,000 / rate of 100',
    baton: figure(rate('baton 1000')),
    beside: `chain of 100 ${figure(rate('baton 100'))}`,
    ratio: times(flatness),
    ...atLeast(flatness, 0.9, '0.9'),
  })
  for (const length of LENGTHS) {
    const ratio = pairedRatio(of(`baton ${length}`, 'bytesHanded'), of(`floor ${length}`, 'bytesHanded'))
    const kilobytes = (name: string) => `${figure(median(of(name, 'bytesHanded')) / STEPS / 1000)} kB`
    rows.push({
      what: `bytes written per step, chain of ${length}`,
      baton: kilobytes(`baton ${length}`),
      beside: `floor ${kilobytes(`floor ${length}`)}`,
      ratio: times(ratio),
      ...atMost(ratio, 3, '3 × floor'),
    })
  }
  const work = (name: string) => milliseconds(median(of(name, 'processorMs')) / STEPS)
  rows.push({
    what: 'processor time per step, chain of 1,000',
    baton: work('baton 1000'),
    beside: `floor ${work('floor 1000')}`,
    ratio: times(pairedRatio(of('baton 1000', 'processorMs'), of('floor 1000', 'processorMs'))),
    ...noTarget,
  })
  const memory = pairedRatio(of('baton alone', 'peakMegabytes'), of('floor alone', 'peakMegabytes'))
  rows.push({
    what: 'peak memory, process of one chain of 1,000',
    baton: megabytes(median(of('baton alone', 'peakMegabytes'))),
    beside: `floor ${megabytes(median(of('floor alone', 'peakMegabytes')))}`,
    ratio: times(memory),
    ...atMost(memory, 2, '2 × floor'),
  })
  const perStep = (field: keyof ChainAnswer, scale: number) =>
    LENGTHS.map((size) => ({ size, value: median(of(`baton ${size}`, field)) / STEPS / scale }))
  return {
    rows,
    growth: [
      { what: 'time per step of a chain', unit: 'ms', points: perStep('ms', 1), flat: true },
      { what: 'processor time per step', unit: 'ms', points: perStep('processorMs', 1), flat: true },
      { what: 'bytes written per step', unit: 'kB', points: perStep('bytesHanded', 1000), flat: true },
    ],
    notes: [
      `Steps: ${STEPS} steps at every length, after 200 that warm up, each measurement in a fresh process and database. Baton is the whole application (planning, engine, store) with a model that answers at once; the time includes creating the run. The floor is one INSERT and one UPDATE per step in one transaction through better-sqlite3. Both with WAL and synchronous=FULL. Bytes are those handed to the system (\`wchar\`), checkpoints included. The peers' share of the floor was measured once for the design (Node 24, two cores) and is not measured again here.`,
    ],
    raw: Object.fromEntries(
      [
        'baton 10',
        'floor 10',
        'baton 100',
        'floor 100',
        'baton 1000',
        'floor 1000',
        'baton alone',
        'floor alone',
        'sync',
      ].flatMap((name) =>
        (['ms', 'processorMs', 'bytesHanded', 'bytesSent', 'peakMegabytes'] as const).map((field) => [
          `${name}: ${field}`,
          of(name, field),
        ]),
      ),
    ),
  }
}
