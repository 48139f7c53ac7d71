import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { openDesktopBench } from '../electron/desktop-bench'
import { ipcMain } from '../electron/stand-in/ipc-main'
import { record } from '../electron/stand-in/record'
import { tell } from '../support/long-form'
import { fillDisk, mountSmallDisk } from '../support/small-disk'

vi.mock('electron', () => import('../electron/stand-in/electron'))

const FILES = Array.from({ length: 10 }, (_, index) => ({
  fileName: `template-${index}.baton.json`,
  text: 'x'.repeat(100_000),
}))

it('a disk that fills up while several files are saved: those that are there are whole, and it is said', async () => {
  const disk = mountSmallDisk(2 * 1024 * 1024)
  if (disk === null) return tell('full disk: no export shown, a small file system could not be mounted')
  const { window, defects } = openDesktopBench()
  await new Promise(setImmediate)
  const save = () => {
    record.chosenFiles.push([disk])
    return ipcMain.invoke('baton:save-files', window().speaker, FILES)
  }
  const there = () => readdirSync(disk).filter((name) => name !== 'ballast')

  let cut = 0
  // Room for none, for some, and for a part of another.
  for (let room = 0; room < 1_000_000; room += 60_000) {
    fillDisk(disk, room)
    const answer = await save()
    const saved = there().length
    expect(answer).toEqual({
      folder: disk,
      saved,
      problem: {
        message: `“template-${saved}.baton.json” could not be written: the disk of “${disk}” is full.`,
        remedy: 'Make room, or choose a folder on another disk.',
      },
    })
    for (const name of there()) expect(statSync(join(disk, name)).size, name).toBe(100_000)
    if (room % 100_000 > 0) cut += 1
    for (const name of readdirSync(disk)) rmSync(join(disk, name))
  }
  expect(await save()).toEqual({ folder: disk, saved: FILES.length, problem: null })
  expect(defects).toEqual([])
  tell(`${cut} exports to a disk that fills up in the middle of a file: 0 files that are not whole`)
})
