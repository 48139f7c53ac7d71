import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import Database from 'better-sqlite3'
import * as fc from '../support/fast-check'
import { expect, onTestFinished, test } from 'vitest'
import type { ApiClient } from '@shared/contract'
import { createApiBench } from '../support/api-bench'
import { damagedTemplate } from '../support/damaged-templates'
import { fuzz, times } from '../support/long-form'

/** As many files that are still templates are imported; more would only show how fast the disk is. */
const IMPORTED = times(100, 2_000)

test(
  'a damaged file is imported whole or leaves the database untouched',
  async () => {
    const { client, core } = createApiBench()
    const readDatabase = watchDatabase(core.dataFolder)
    const seen: Record<Outcome, number> = { 'added whole': 0, 'shown only': 0, refused: 0 }
    await fc.assert(
      fc.asyncProperty(damagedTemplate, async (text) => {
        const outcome = await bringIn(client, readDatabase, text, seen['added whole'] < IMPORTED)
        expect(['added whole', 'shown only', 'refused']).toContain(outcome)
        seen[outcome] += 1
      }),
      fuzz(3_000, 100_000, 'damaged template files: refused with the database untouched, or imported whole'),
    )
    expect(seen['added whole']).toBe(IMPORTED)
    expect(seen.refused).toBeGreaterThan(seen['shown only'] / 4)
    expect(core.store.templates.list({})).toHaveLength(IMPORTED)
  },
  times(600_000, 1_800_000),
)

type Outcome = 'added whole' | 'shown only' | 'refused'

/** Looks at a file and imports it, as far as it can be imported; throws where the database is not as it must be. */
async function bringIn(
  client: ApiClient,
  readDatabase: () => DatabaseState,
  text: string,
  mayAdd: boolean,
): Promise<Outcome> {
  const before = readDatabase()
  const { template, problems, faults } = await client.templates.preview({ text })
  expect(readDatabase()).toEqual(before)
  if (template === null) {
    const refused = problems.length > 0 && (await refusalOf(client, text)) === 'INVALID'
    if (!refused || !isDeepStrictEqual(readDatabase(), before))
      throw new TypeError('It was not refused cleanly.')
    return 'refused'
  }
  if (!mayAdd) return 'shown only'
  const { template: added } = await client.templates.import({ text })
  const stored = await client.templates.get({ templateId: added.id })
  const whole =
    isDeepStrictEqual(stored, { ...added, faults }) && isDeepStrictEqual(stored.workflow, template.workflow)
  if (!whole || readDatabase().templates !== before.templates + 1)
    throw new TypeError('It was not added whole.')
  return 'added whole'
}

async function refusalOf(client: ApiClient, text: string): Promise<unknown> {
  try {
    await client.templates.import({ text })
    return 'imported'
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error
  }
}

interface DatabaseState {
  /** Changes with every commit, whatever was written. */
  version: unknown
  templates: number
}

/** Another connection to the same file. */
function watchDatabase(dataFolder: string): () => DatabaseState {
  const database = new Database(join(dataFolder, 'baton.db'), { readonly: true })
  onTestFinished(() => void database.close())
  const version = database.prepare('PRAGMA data_version').pluck()
  const count = database.prepare('SELECT count(*) FROM templates').pluck()
  return () => ({ version: version.get(), templates: Number(count.get()) })
}
