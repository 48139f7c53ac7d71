import { isDeepStrictEqual } from 'node:util'
import Database from 'better-sqlite3'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openStore } from '@main/store/open-store'
import { restoreBackup } from '@main/store/restore-backup'
import { completeStep, frozenStep, newId, newRun, stepRun } from '../integration/store/run-fixtures'
import { openTestStore } from '../integration/store/support'
import { createRandom, tell } from '../support/long-form'

const ROUNDS = 40
const STEPS = 60

it('a backup that is taken at any moment of writing restores to a beginning of what was written', async () => {
  const random = createRandom()
  const wrong: string[] = []
  let shortest = STEPS
  let longest = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    const store = openTestStore()
    const { runStore, dataFolder, clock } = store
    let run = newRun({ steps: Array.from({ length: STEPS }, () => stepRun(frozenStep())) })
    const lease = runStore.createRun(run)
    const begin = Math.floor(random() * STEPS)
    let backing: ReturnType<typeof store.maintenance.backUp> | undefined
    for (const [index, step] of run.steps.entries()) {
      if (index === begin) backing = store.maintenance.backUp()
      run = completeStep(store, lease, run, step.id, `${index} `.repeat(Math.floor(random() * 20_000)))
      if (random() < 0.5) await new Promise(setImmediate)
    }
    const backup = await (backing ?? store.maintenance.backUp())
    store.close()
    restoreBackup({ dataFolder, name: backup.name, now: clock.now })

    const restored = openStore({ dataFolder, now: clock.now, newId })
    const steps = restored.runStore.loadRun(run.id)?.steps ?? []
    const completed = steps.filter(({ status }) => status === 'completed').length
    restored.close()
    if (completed < begin)
      wrong.push(`round ${round}: ${begin} were written before, ${completed} are restored`)
    if (!isDeepStrictEqual(steps.slice(0, completed), run.steps.slice(0, completed)))
      wrong.push(`round ${round}: what is restored is not what was written`)
    if (!steps.slice(completed).every(({ output }) => output === null))
      wrong.push(`round ${round}: there is a gap`)
    const database = new Database(join(dataFolder, 'baton.db'), { readonly: true })
    if (database.pragma('integrity_check', { simple: true }) !== 'ok') wrong.push(`round ${round}: not sound`)
    database.close()
    shortest = Math.min(shortest, completed)
    longest = Math.max(longest, completed)
  }
  tell(
    `${ROUNDS} backups during writes: all restore to a beginning (${shortest} to ${longest} of ${STEPS} steps)`,
  )
  expect(wrong).toEqual([])
})
