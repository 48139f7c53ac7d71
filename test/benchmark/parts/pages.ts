import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Part, PartResult } from '../report/part'

/** Both have their own program, which measures a page in Chromium and prints its figures; they are told as they are. */
export const builder: Part = {
  name: 'builder',
  measure: () => tell('Builder', [resolve('test/benchmark/builder-speed.mjs')]),
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
    const tasks = /(\d+) tasks over 50 ms/.exec(line)?.[1]
    return {
      ...result,
      rows: [
        {
          what: 'run page: tasks over 50 ms while four steps stream 200 chunks/s each',
          baton: tasks ?? 'not measured',
          beside: '',
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
