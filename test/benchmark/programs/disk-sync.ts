import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { answer, readTask } from '../measure/run-program'

/** How often the disk can be made to keep two pages in a second, in a file that is there already, as a log is. */
const { folder, times } = readTask<{ folder: string; times: number }>()
const PAGES = Buffer.alloc(2 * 4096, 1)
const SLOTS = 500
const file = openSync(join(folder, 'sync.bin'), 'w')
for (let slot = 0; slot < SLOTS; slot += 1) writeSync(file, PAGES)
fdatasyncSync(file)
const startedAt = performance.now()
for (let time = 0; time < times; time += 1) {
  writeSync(file, PAGES, 0, PAGES.length, (time % SLOTS) * PAGES.length)
  fdatasyncSync(file)
}
const ms = performance.now() - startedAt
closeSync(file)
answer({ ms })
