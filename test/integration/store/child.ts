/*
 * A process of its own that uses the store: `node child.mjs COMMAND DATA_FOLDER`. Bundled by `processes.test.ts`.
 * Every line on standard output is something it has done and that is durable.
 */
import { openStore } from '@main/store/open-store'
import { completeStep, frozenStep, newRun, stepRun } from './run-fixtures'

const [command, dataFolder = ''] = process.argv.slice(2)
const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

const store = openStore({ dataFolder, now: Date.now, newId: () => crypto.randomUUID() })
say('open')
if (command === 'restore') {
  const backups = store.maintenance.listBackups()
  for (let turn = 0; ; turn += 1) {
    const { name = '' } = backups[turn % backups.length] ?? {}
    store.restore(name)
    say(name)
  }
}
if (command === 'work') {
  let run = newRun({
    id: 'run',
    steps: Array.from({ length: 2_000 }, (_, index) => stepRun(frozenStep({ id: `step-${index}` }))),
  })
  const lease = store.runStore.createRun(run)
  say('created')
  for (const [index, step] of run.steps.entries()) {
    run = completeStep(store, lease, run, step.id, `output ${index}`)
    say(String(index))
  }
  // Holds the lease until it is killed.
  setInterval(() => store.runStore.heartbeat(lease), 500)
}
