import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  COMMAND_LINE,
  ended,
  isFinishedStep,
  type StartFigures,
  startNode,
  timeNode,
} from '../measure/command-line'
import { interleave } from '../measure/rounds'
import { programPath } from '../measure/run-program'
import { median, pairedRatio } from '../measure/statistics'
import { milliseconds, times } from '../report/format'
import type { Part, Row } from '../report/part'
import { atMost, noTarget } from '../report/target'

/** How many steps are finished when the process is killed. */
const FINISHED = 10
/** Few are left: the demo connection's instant answers give the process no pause in which to print. */
const CHAIN = 14
/** Steps of the workflows whose first one is waited for. The second is a gate, at which the run pauses and prints. */
const LENGTHS = [1, 20, 200]
/** The demo connection's, for the process that is killed: at once, its run would be over before. */
const SLOW = '0.05'

export const start: Part = {
  name: 'start',
  async measure({ quick, folder, say }) {
    const environment = { BATON_HOME: join(folder, 'home'), BATON_DEMO_PACE: '0' }
    const one = writeChain(folder, 1)
    const chain = writeChain(folder, CHAIN)
    const floorTask = (name: string, more = {}) => {
      const floor = join(folder, name)
      mkdirSync(floor, { recursive: true })
      return JSON.stringify({ folder: floor, ...more })
    }
    const anyLine = () => true
    const runOne: [string, ...string[]] = [COMMAND_LINE, 'run', one, '--input', 'x', '--json']
    const subjects = {
      node: () => timeNode([programPath('nothing')], {}, anyLine),
      version: () => timeNode([COMMAND_LINE, '--version'], environment, anyLine),
      'first run floor': () => timeNode([programPath('floor-start'), floorTask('start')], {}, anyLine),
      'first event': () => timeNode(runOne, environment, (line) => line.startsWith('{"type":"progress"')),
      'first step': () => timeNode(runOne, environment, isFinishedStep),
      'resume floor': async () => {
        const made = [programPath('floor-resume'), floorTask('resume', { steps: FINISHED })] as const
        const { child } = await startNode([...made], {}, anyLine)
        child.kill('SIGKILL')
        await ended(child)
        return timeNode([programPath('floor-resume'), floorTask('resume')], {}, anyLine)
      },
      resume: async () => {
        let steps = 0
        const run: [string, ...string[]] = [COMMAND_LINE, 'run', chain, '--input', 'x', '--json']
        const slow = { ...environment, BATON_DEMO_PACE: SLOW }
        const killed = await startNode(run, slow, (line) => isFinishedStep(line) && ++steps === FINISHED)
        killed.child.kill('SIGKILL')
        await ended(killed.child)
        const args: [string, ...string[]] = [COMMAND_LINE, 'resume', 'last', '--json']
        const { child, figures } = await startNode(args, environment, isFinishedStep)
        await ended(child)
        return figures
      },
    }
    // The first start makes the database, and what the system reads from the disk is in memory afterwards.
    await interleave(1, subjects)
    const measured = await interleave(quick ? 3 : 15, {
      ...subjects,
      node: (round) => {
        say(`start: round ${round + 1}`)
        return subjects.node()
      },
    })
    const firstSteps = await interleave(
      quick ? 3 : 7,
      Object.fromEntries(
        LENGTHS.map((length) => [
          `${length}`,
          () => timeFirstStep(writeChain(folder, length, 'review'), environment),
        ]),
      ),
    )
    type Name = keyof typeof measured
    const of = (name: Name, field: keyof StartFigures) => measured[name].map((figures) => figures[field])
    const ms = (name: Name) => milliseconds(median(of(name, 'ms')))
    const compare = (what: string, name: Name, beside: Name, besideName: string, limit?: number): Row => {
      const ratio = pairedRatio(of(name, 'ms'), of(beside, 'ms'))
      const work = pairedRatio(of(name, 'processorMs'), of(beside, 'processorMs'))
      return {
        what,
        baton: ms(name),
        beside: `${besideName} ${ms(beside)}`,
        ratio: `${times(ratio)}; processor ${times(work)}`,
        ...(limit === undefined ? noTarget : atMost(ratio, limit, `${limit} × floor`)),
      }
    }
    return {
      rows: [
        compare('`baton --version`', 'version', 'node', 'empty script'),
        compare('`baton run`: to the first event', 'first event', 'first run floor', 'floor'),
        compare('`baton run`: to the first durable step', 'first step', 'first run floor', 'floor', 3),
        compare('kill -9, `baton resume`: to the next step', 'resume', 'resume floor', 'by hand', 3),
      ],
      growth: [
        {
          what: '`baton run` to the first durable step, by steps of the workflow',
          unit: 'ms',
          points: LENGTHS.map((size) => ({
            size,
            value: median((firstSteps[`${size}`] ?? []).map(({ ms: taken }) => taken)),
          })),
        },
      ],
      notes: [
        `Start: from starting the process to the line on standard output that tells of it, on a database that is there already; the demo connection answers at once. The floor is Node, better-sqlite3 and one INSERT and UPDATE in one transaction. For the resume both are killed (SIGKILL) after ${FINISHED} steps, Baton in a chain of ${CHAIN}.`,
      ],
      raw: Object.fromEntries(
        (Object.keys(measured) as Name[]).flatMap((name) => [
          [`${name}: ms`, of(name, 'ms')],
          [`${name}: processor ms`, of(name, 'processorMs')],
        ]),
      ),
    }
  },
}

/** Of a run that is given up then. */
async function timeFirstStep(file: string, environment: Record<string, string>): Promise<StartFigures> {
  const run: [string, ...string[]] = [COMMAND_LINE, 'run', file, '--input', 'x', '--json']
  const { child, figures } = await startNode(run, environment, isFinishedStep)
  child.kill('SIGKILL')
  await ended(child)
  return figures
}

function writeChain(folder: string, length: number, second = 'generate'): string {
  const typeOf = (index: number) => (index === 1 ? second : 'generate')
  const steps = Array.from({ length }, (_, index) => ({
    label: `C${index}`,
    stepType: typeOf(index),
    prompt: index === 0 ? 'Begin with {{input}}.' : `Go on after {{steps.C${index - 1}.content}}`,
    ...(typeOf(index) !== 'review' && { provider: 'demo' }),
  }))
  const file = join(folder, `chain-${length}-${second}.baton.json`)
  writeFileSync(file, JSON.stringify({ format: 'baton/1', name: `Chain of ${length}`, steps }))
  return file
}
