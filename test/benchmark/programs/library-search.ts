import { openStore } from '@main/store/open-store'
import { type LibraryAnswer, type LibraryTask, RARE_WORD } from '../measure/library-task'
import { peakMegabytes } from '../measure/process-figures'
import { answer, readTask } from '../measure/run-program'
import { median } from '../measure/statistics'

/** Takes all outputs of a library into the index, as the background does, and searches them. */
const { folder } = readTask<LibraryTask>()
const store = openStore({ dataFolder: folder, now: Date.now, newId: () => crypto.randomUUID() })
const startedAt = performance.now()
while (store.maintenance.indexPending());
const indexMs = performance.now() - startedAt

const search = (query: string, count = false) => store.runs.search({ query, limit: 20, count })
const asked: Record<string, () => unknown> = {
  'a rare word': () => search(RARE_WORD),
  'a rare word, all counted': () => search(RARE_WORD, true),
  'a common word': () => search('recommendation'),
  'two words': () => search('recommendation handover'),
  'a word that is nowhere': () => search('xylograph'),
  'two letters': () => search('is'),
}
const queries = Object.fromEntries(
  Object.entries(asked).map(([name, ask]) => {
    ask()
    const times = Array.from({ length: 5 }, () => {
      const before = performance.now()
      ask()
      return performance.now() - before
    })
    return [name, median(times)]
  }),
)
if (search(RARE_WORD).items.length === 0) throw new Error('The search found nothing of what is there.')
answer({
  openMs: indexMs,
  peakMegabytes: peakMegabytes('self'),
  databaseMegabytes: store.maintenance.databaseBytes() / 1e6,
  queries,
} satisfies LibraryAnswer)
store.close()
