/*
 * The engine in a process of its own, with the real store and the real model adapters, that can be told to kill
 * itself at a named point: `node engine-program.mjs DATA_FOLDER [POINT NUMBER]`. It reads commands, one JSON object
 * a line, and says what became of each in a line; steps that are done are said as `{"done": LABEL}` as soon as the
 * event was seen. What it said was handed to the system before it went on.
 */
import { writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { planRun } from '@main/engine/plan-run'
import type { EnginePorts } from '@main/engine/ports'
import { createRunService } from '@main/engine/run-service'
import { openCore } from '@main/app'
import type { Command } from './engine-process'

const [dataFolder = '', point, number = '1'] = process.argv.slice(2)
const say = (line: object): void => void writeSync(1, `${JSON.stringify(line)}\n`)

let passed = 0
/** Here the process ends, if this is the place and the time. */
function reach(place: string): void {
  if (place !== point) return
  passed += 1
  if (passed === Number(number)) process.kill(process.pid, 'SIGKILL')
}

const core = openCore({ dataFolder, environment: process.env })
const { store, models } = core.ports
const ports: EnginePorts = {
  ...core.ports,
  store: {
    ...store,
    acquireLease(runId) {
      const lease = store.acquireLease(runId)
      reach('after the lease is taken')
      return lease
    },
    commitRun(change) {
      reach('before the commit')
      store.commitRun(change)
      reach('after the commit, before the event')
    },
  },
  models: {
    async *stream(request, signal) {
      reach('before the request is sent')
      let first = true
      for await (const chunk of models.stream(request, signal)) {
        if (first && chunk.type === 'text') reach('at the first token')
        first &&= chunk.type !== 'text'
        if (chunk.type === 'finish') reach('at the end of the stream')
        yield chunk
      }
    },
  },
}
const service = createRunService(ports)
service.watch((event) => {
  if (event.type === 'done' && event.scope === 'step') say({ done: event.stepLabel })
  reach('after the event')
})

async function obey(command: Command): Promise<object> {
  switch (command.do) {
    case 'start': {
      const { run } = planRun(
        { workflow: command.workflow, workflowId: null, sourcePath: null },
        command.input,
        {},
        ports,
      )
      service.start(run)
      return { runId: run.id }
    }
    case 'resume':
      service.resume(command.runId, command.decision === undefined ? {} : { decision: command.decision })
      return {}
    case 'rest':
      return { status: (await service.rested(command.runId)).status }
    case 'show':
      return { run: service.get(command.runId) }
  }
}

say({ open: true })
for await (const line of createInterface({ input: process.stdin })) {
  const command: Command = JSON.parse(line)
  // Not awaited: a run may be watched while another command comes.
  void obey(command).then(
    (answer) => say({ answer: command.id, ...answer }),
    (error: unknown) => say({ answer: command.id, error: String(error), code: codeOf(error) }),
  )
}
await service.close()
await core.close()

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : null
}
