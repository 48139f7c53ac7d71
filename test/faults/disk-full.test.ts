import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { BatonError } from '@shared/errors'
import { createEngineBench, type EngineBench } from '../support/engine-bench'
import { createRandom, tell } from '../support/long-form'
import { fillDisk, mountSmallDisk } from '../support/small-disk'

const ROUNDS = 30
const DISK_BYTES = 6 * 1024 * 1024
const TEXT = 'A sentence that fills the disk. '.repeat(600)

const steps = Array.from({ length: 12 }, (_, index) => ({
  prompt: `step ${index + 1} ${index < 3 ? '' : `{{steps.S${index - 2}.content}}`}`,
}))

it('a disk that fills up at any moment: the run pauses with a sentence, and nothing is lost', async () => {
  const disk = mountSmallDisk(DISK_BYTES)
  if (disk === null) return tell('full disk: not shown here, a small file system could not be mounted')
  const random = createRandom()
  const wrong: string[] = []
  let pauses = 0
  let inFlight = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    const dataFolder = join(disk, `data-${round}`)
    mkdirSync(dataFolder)
    const bench = createEngineBench(
      (request) => `${request.messages[0]?.content.slice(0, 9)} ${TEXT}`,
      dataFolder,
    )
    const check = (fact: string, holds: boolean) => void (holds || wrong.push(`round ${round}: not ${fact}`))
    // From nothing at all to more than the run needs.
    fillDisk(disk, Math.floor(random() * 500_000))
    let runId = tryToStart(bench)
    if (runId === null) {
      check('a run that could not be written is not there', bench.store.runs.last() === undefined)
      rmSync(join(disk, 'ballast'))
      runId = bench.start(steps, undefined, { concurrency: 3 })
    }
    const rested = await bench.service.rested(runId)
    const kept = bench.store.runStore.loadRun(runId)?.steps.filter(({ output }) => output !== null) ?? []
    for (const event of bench.events) {
      if (event.type !== 'done' || event.scope !== 'step') continue
      check(
        `${event.stepLabel} is there, as was told`,
        kept.some(({ id }) => id === event.stepId),
      )
    }
    if (rested.status === 'paused') {
      const told = bench.events.at(-2)
      check('the reason is told', told?.type === 'error' && told.error.code === 'STORAGE_FULL')
      check('paused because of the storage', rested.pauseReason === 'storage')
      // What was too much for the disk then may find room now; then the run goes on until the next time.
      if (!refuses(() => bench.service.resume(runId, {}))) await bench.service.rested(runId)
    }
    rmSync(join(disk, 'ballast'), { force: true })
    if (bench.service.get(runId).status === 'paused') bench.service.resume(runId, {})
    const ended = await bench.service.rested(runId)
    check('completed', ended.status === 'completed')
    check(
      'whole',
      ended.steps.every(({ output }) => output?.endsWith(TEXT) === true),
    )
    check('the same in the database', isDeepStrictEqual(bench.store.runStore.loadRun(runId), ended))
    const again = bench.model.requests.length - steps.length
    const paused = bench.events.filter(({ type }) => type === 'paused').length
    check('at most those in flight are sent again', again <= paused * 3)
    pauses += paused
    inFlight += again
    await bench.service.close()
    bench.store.close()
    check('sound', integrityOf(dataFolder) === 'ok')
    rmSync(dataFolder, { recursive: true })
  }
  const figures = `${pauses} pauses, ${wrong.length} lost, ${inFlight} in flight repeated`
  tell(`${ROUNDS} runs on a real file system of 6 MB that fills up: ${figures}`)
  expect(wrong).toEqual([])
})

/** Null: there was no room even for the run itself. */
function tryToStart(bench: EngineBench): string | null {
  try {
    return bench.start(steps, undefined, { concurrency: 3 })
  } catch (error) {
    if (error instanceof BatonError && error.code === 'STORAGE_FULL') return null
    throw error
  }
}

function refuses(call: () => void): boolean {
  try {
    call()
    return false
  } catch (error) {
    return error instanceof BatonError && error.code === 'STORAGE_FULL'
  }
}

function integrityOf(dataFolder: string): unknown {
  const database = new Database(join(dataFolder, 'baton.db'), { readonly: true })
  try {
    return database.pragma('integrity_check', { simple: true })
  } finally {
    database.close()
  }
}
