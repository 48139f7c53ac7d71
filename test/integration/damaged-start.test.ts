import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { type Core, localClient, openCore } from '@main/app'
import { temporaryFolder } from '../support/temporary-folder'

const WORKFLOW = { name: 'Precious', steps: [{ label: 'Step', stepType: 'generate' as const, prompt: 'go' }] }

function start(
  dataFolder: string,
  startsAfresh: boolean,
): { core: Core; client: ReturnType<typeof clientOf> } {
  const core = openCore({ dataFolder, environment: { BATON_DEMO_PACE: '0' }, startsAfresh })
  onTestFinished(() => core.close())
  return { core, client: clientOf(core) }
}

const clientOf = (core: Core) => localClient(core, (error) => expect.unreachable(String(error)))

/** A data folder with a backup, whose database is damaged; what is left of it. */
async function damagedFolder(): Promise<{ dataFolder: string; backup: string; damaged: Buffer }> {
  const dataFolder = temporaryFolder()
  const { core, client } = start(dataFolder, true)
  await client.workflows.create({ workflow: WORKFLOW })
  const { name } = await client.app.backup()
  expect((await client.app.info()).corruptDatabaseMovedTo).toBeNull()
  await core.close()
  const file = join(dataFolder, 'baton.db')
  const damaged = readFileSync(file).fill(0xa5, 0, 64)
  writeFileSync(file, damaged)
  return { dataFolder, backup: name, damaged }
}

test('a host with a page starts afresh, says where the damaged database is, and puts the backup back', async () => {
  const { dataFolder, backup, damaged } = await damagedFolder()
  const { client } = start(dataFolder, true)
  expect((await client.workflows.list({ limit: 1 })).items).toEqual([])
  // It is as empty as the database by now, and no help.
  const later = await client.app.backup()
  const { corruptDatabaseMovedTo: aside, newestSoundBackup, backups } = await client.app.info()
  expect(readFileSync(aside ?? '').equals(damaged)).toBe(true)
  expect(newestSoundBackup).toBe(backup)
  expect(backups.map(({ name }) => name)).toEqual([later.name, backup])

  await client.app.restore({ name: backup })
  expect((await client.workflows.list({ limit: 1 })).items).toMatchObject([{ name: 'Precious' }])
  expect((await client.app.info()).corruptDatabaseMovedTo).toBeNull()
  expect(readFileSync(aside ?? '').equals(damaged)).toBe(true)
})

test('backups of the damaged database are kept until one is put back', async () => {
  const { dataFolder, backup } = await damagedFolder()
  const { client } = start(dataFolder, true)
  for (let count = 0; count < 9; count += 1) await client.app.backup()
  const { backups } = await client.app.info()
  expect(backups).toHaveLength(8)
  expect(backups.at(-1)?.name).toBe(backup)
  await client.app.restore({ name: backup })
  await client.app.backup()
  expect((await client.app.info()).backups).toHaveLength(7)
})

test('the command line ends with a sentence, and the app offers the backup whenever it is opened after that', async () => {
  const { dataFolder, backup, damaged } = await damagedFolder()
  expect(() => start(dataFolder, false)).toThrow(
    expect.objectContaining({
      code: 'STORAGE_CORRUPT',
      message: expect.stringMatching(/^The database was damaged and has been moved to .*baton\.db\.damaged-/),
      remedy: expect.stringContaining(`("${backup}"), under Settings, Data.`),
    }),
  )
  for (const startsAfresh of [false, true, true]) {
    const { core, client } = start(dataFolder, startsAfresh)
    const { corruptDatabaseMovedTo: aside } = await client.app.info()
    expect(readFileSync(aside ?? '').equals(damaged)).toBe(true)
    await core.close()
  }
  const { client } = start(dataFolder, true)
  rmSync((await client.app.info()).corruptDatabaseMovedTo ?? '')
  expect((await client.app.info()).corruptDatabaseMovedTo).toBeNull()
})
