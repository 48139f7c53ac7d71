import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Part, PartResult, Row } from '../report/part'

/** Both have their own program, which measures a page in Chromium and prints its figures; they are told as they are. */
export const builder: Part = {
  name: 'builder',
  async measure() {
    const result = await tell('Builder', [resolve('test/benchmark/builder-speed.mjs')])
    return { ...result, rows: result.notes.flatMap(builderRow) }
  },
}

/** A line of the program: what was done how often, its times, what they should be, and whether they are. */
const BUILDER_LINE =
  /(?:Builder[^:]*): (.+?)\s+n=(\d+)\s+to the frame: (median [\d.]+ ms, worst [\d.]+ ms);.*\(wanted: ([^)]+)\)( MISSED)?/

function builderRow(note: string): Row[] {
  const [line, what, times, figures = '', target = '', missed] = BUILDER_LINE.exec(note) ?? []
  if (line === undefined) return []
  return [
    {
      what: `builder, 200 steps of 10 KB: ${what}, ${times} times`,
      baton: figures,
      beside: '',
      ratio: '',
      target: `${target} ms`,
      met: missed === undefined,
    },
  ]
}

export const runPage: Part = {
  name: 'run-page',
  async measure() {
    const cli = resolve('node_modules/@playwright/test/cli.js')
    const result = await tell('Run page', [
      cli,
      'test',
      '-c',
      resolve('test/benchmark/run-page.config.ts'),
      '--reporter=line',
    ])
    const line = result.notes.find((note) => note.includes('four steps')) ?? ''
    const tasks = /(\d+) over 50 ms by the clock/.exec(line)?.[1]
    const ofProcessor = /(\d+) tasks over 50 ms of processor time/.exec(line)?.[1]
    return {
      ...result,
      rows: [
        {
          what: 'run page: tasks over 50 ms while four steps stream 200 chunks/s each, beside 1 MB',
          baton: tasks ?? 'not measured',
          beside: ofProcessor === undefined ? '' : `by processor time ${ofProcessor}`,
          ratio: '',
          target: 'none',
          met: tasks === '0',
        },
      ],
    }
  },
}

async function tell(title: string, args: string[]): Promise<PartResult> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')])
  const lines = said
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /\d/.test(line) && /(?:ms|heap|wanted)/.test(line))
  const failed = code === 0 ? '' : ' (it reports a miss)'
  return { rows: [], growth: [], notes: lines.map((line) => `${title}${failed}: ${line}`), raw: {} }
}
