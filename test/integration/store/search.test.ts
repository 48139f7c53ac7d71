import { describe, expect, test } from 'vitest'
import { completeStep, frozenStep, newRun, stepRun } from './run-fixtures'
import { openTestStore, type OpenedStore } from './support'

/** A run of one step for each text. */
function write(store: OpenedStore, texts: Record<string, string>, fields: Parameters<typeof newRun>[0] = {}) {
  const labels = Object.keys(texts)
  let run = newRun({ ...fields, steps: labels.map((label) => stepRun(frozenStep({ label }))) })
  const lease = store.runStore.createRun(run)
  for (const step of run.steps) run = completeStep(store, lease, run, step.id, texts[step.label] ?? '')
  return { run, lease }
}

const plain = (parts: { text: string }[] | undefined) => parts?.map((part) => part.text).join('')
const marked = (parts: { text: string; hit: boolean }[] | undefined) =>
  parts?.flatMap((part) => (part.hit ? [part.text] : []))

describe('search', () => {
  test('finds outputs and labels, newest run first, one place of each step', () => {
    const store = openTestStore()
    const { run: older } = write(store, { 'Tea plan': 'All about tea leaves.', Other: 'coffee' })
    const { run: newer } = write(store, { Summary: 'Leaves of another kind', Plan: 'nothing' })
    const { items, nextCursor, total } = store.runs.search({ query: 'leaves', limit: 10, count: true })
    expect(items.map((hit) => [hit.runId, hit.stepLabel, hit.field])).toEqual([
      [newer.id, 'Summary', 'output'],
      [older.id, 'Tea plan', 'output'],
    ])
    expect([nextCursor, total]).toEqual([null, 2])
    expect(items[0]?.snippet).toEqual([
      { text: 'Leaves', hit: true },
      { text: ' of another kind', hit: false },
    ])
    expect(
      store.runs
        .search({ query: 'plan', limit: 10 })
        .items.map((hit) => [hit.stepLabel, hit.field, hit.revision]),
    ).toEqual([
      ['Plan', 'label', null],
      ['Tea plan', 'label', null],
    ])
    expect(store.runs.search({ query: 'LEAVES about', limit: 10 }).items).toHaveLength(1)
    expect(store.runs.search({ query: 'leaves coffee', limit: 10 }).items).toEqual([])
  })

  test('looks at current outputs, and at replaced ones when asked', () => {
    const store = openTestStore()
    const { run, lease } = write(store, { A: 'the first version' })
    const stepId = run.steps[0]?.id ?? ''
    const second = completeStep(store, lease, run, stepId, 'the second version')
    completeStep(store, lease, second, stepId, 'the third')
    const found = (query: string, oldRevisions: boolean) =>
      store.runs
        .search({ query, limit: 5, oldRevisions, count: true })
        .items.map((hit) => [hit.revision, plain(hit.snippet)])
    expect(found('version', false)).toEqual([])
    expect(found('version', true)).toEqual([[2, 'the second version']])
    expect(found('first', true)).toEqual([[1, 'the first version']])
    expect(found('third', false)).toEqual([[3, 'the third']])
  })

  test.each([
    ['Cyrillic', 'Протокол ВСТРЕЧИ готов', 'встречи', 'ВСТРЕЧИ'],
    ['Chinese', '我们讨论了预算问题', '讨论了预', '讨论了预'],
    ['Japanese', 'これは会議の要約です', '会議の', '会議の'],
    ['Arabic', 'ملخص الاجتماع الأخير', 'الاجتماع', 'الاجتماع'],
    ['Thai', 'สรุปการประชุม', 'ประชุม', 'ประชุม'],
    ['emoji', 'party 🎈🎉🎊 time', '🎈🎉🎊', '🎈🎉🎊'],
    ['accents', 'Le CAFÉ est prêt', 'café', 'CAFÉ'],
  ])('knows %s', (_, text, query, expected) => {
    const store = openTestStore()
    write(store, { A: text })
    expect(marked(store.runs.search({ query, limit: 5 }).items[0]?.snippet)).toEqual([expected])
  })

  test.each([
    ['预算', '我们讨论了预算问题'],
    ['ПР', 'привет'],
    ['a', 'Banana'],
    ['%', '100% done'],
    ['_', 'snake_case'],
    ['🎈', 'a 🎈'],
  ])('finds %s, which is too short for the index', (query, text) => {
    const store = openTestStore()
    write(store, { A: text, Z: 'nn' })
    const { items } = store.runs.search({ query, limit: 5, count: true })
    expect(items.map((hit) => hit.field)).toContain('output')
    expect(plain(items.find((hit) => hit.field === 'output')?.snippet)).toBe(text)
    expect(store.runs.search({ query: `${query} ${query}`, limit: 5 }).items).toEqual(items)
  })

  test('takes a short word and a long one together', () => {
    const store = openTestStore()
    write(store, { A: 'go there now', B: 'stay there' })
    expect(store.runs.search({ query: 'go there', limit: 5 }).items.map((hit) => hit.stepLabel)).toEqual([
      'A',
    ])
  })

  test.each([
    '"',
    'a"b"c',
    '" OR 1=1 --',
    "'; DROP TABLE runs; --",
    'text:abc',
    'NEAR(abc def)',
    'abc*',
    '^abc',
    'NOT AND OR',
    '(((',
    '\\',
    '\0abc',
    '{{steps.A.content}}',
    '$&$1',
    '[a-z]+.*?',
    '<script>alert(1)</script>',
    '‮ evil',
    'x'.repeat(500),
    'a b c d e f g h i j k l m n o p',
  ])('takes the query %j for plain text', (query) => {
    const store = openTestStore()
    write(store, { A: 'nothing to see', B: `before ${query.replaceAll('\0', '')} after` })
    const { items } = store.runs.search({ query, limit: 5, count: true })
    expect(items.map((hit) => hit.stepLabel)).toContain('B')
    expect(store.runs.search({ query: 'nothing', limit: 5 }).items).toHaveLength(1)
  })

  test.each(['', ' \n\t', '\0'])('finds nothing for the empty query %j', (query) => {
    const store = openTestStore()
    write(store, { A: 'text' })
    expect(store.runs.search({ query, limit: 5, count: true })).toEqual({
      items: [],
      nextCursor: null,
      total: 0,
    })
  })

  test('cuts between words', () => {
    const store = openTestStore()
    write(store, { A: `${'before the '.repeat(9)}needle${' and so on'.repeat(40)}` })
    const text = plain(store.runs.search({ query: 'needle', limit: 5 }).items[0]?.snippet) ?? ''
    expect(text).toMatch(/^…(before|the) .*needle and so .* (and|so|on)…$/)
    expect(text.length).toBeGreaterThan(180)
  })

  test('shows about 200 characters around the first hit, in one line, as they are', () => {
    const store = openTestStore()
    const hostile = '<img src=x onerror=alert(1)> [mark]needle[/mark]\n\n\t$& '
    write(store, { A: `${'🎈'.repeat(300)}${hostile}${'z'.repeat(5000)} needle` })
    const snippet = store.runs.search({ query: 'needle', limit: 5 }).items[0]?.snippet
    const text = plain(snippet) ?? ''
    expect(text.length).toBeLessThan(205)
    expect(text.isWellFormed()).toBe(true)
    expect(text.startsWith('…🎈')).toBe(true)
    expect(text.endsWith('z…')).toBe(true)
    expect(text).toContain('<img src=x onerror=alert(1)> [mark]needle[/mark] $& z')
    expect(marked(snippet)).toEqual(['needle'])
  })

  test('is filtered and goes page by page', () => {
    const store = openTestStore()
    const runs = Array.from({ length: 9 }, (_, index) => {
      const { run, lease } = write(
        store,
        { [`needle ${index}`]: 'the needle', other: 'needle too', hay: 'hay' },
        {
          workflowId: index % 2 === 0 ? 'even' : 'odd',
          status: index === 4 ? 'paused' : 'running',
          pauseReason: index === 4 ? 'user' : null,
        },
      )
      if (index > 5) store.runStore.releaseLease(lease)
      return run
    })
    const collect = (filter: object, query = 'needle', limit = 3): string[] => {
      const ids: string[] = []
      let cursor: string | undefined
      do {
        const page = store.runs.search({ query, limit, cursor, ...filter })
        expect(page.items.length).toBeLessThanOrEqual(limit)
        ids.push(...page.items.map((hit) => hit.runId))
        cursor = page.nextCursor ?? undefined
      } while (cursor !== undefined)
      return ids
    }
    const twice = (keep: (index: number) => boolean) =>
      runs.flatMap((run, index) => (keep(index) ? [run.id, run.id] : [])).toReversed()
    expect(collect({})).toEqual(twice(() => true))
    expect(collect({}, 'ne')).toEqual(twice(() => true))
    expect(collect({ workflowId: 'odd' })).toEqual(twice((index) => index % 2 === 1))
    expect(collect({ statuses: ['paused'] })).toEqual(twice((index) => index === 4))
    expect(collect({ statuses: ['interrupted'] }, 'ne', 1)).toEqual(twice((index) => index > 5))
    expect(collect({ statuses: ['running'] })).toEqual(twice((index) => index < 6 && index !== 4))

    const gone = runs[8]
    if (gone === undefined) return
    store.runs.delete(gone.id, gone.updatedAt)
    expect(collect({})).toEqual(twice((index) => index < 8))
    expect(collect({ deleted: true })).toEqual([gone.id, gone.id])
  })

  test('knows a label that a rebase changed', () => {
    const store = openTestStore()
    const { run, lease } = write(store, { Blueprint: 'text' })
    expect(store.runs.search({ query: 'blueprint', limit: 5 }).items).toHaveLength(1)
    const [step] = run.steps
    if (step === undefined) return
    const renamed = { ...step, label: 'Scheme', settings: { ...step.settings, label: 'Scheme' } }
    store.runStore.commitRun({
      lease,
      run: { ...run, steps: [renamed] },
      runChanged: false,
      definitionChanged: true,
      steps: [],
      attempts: [],
      revisions: [],
      partials: [],
      dropPartials: [],
    })
    expect(store.runs.search({ query: 'blueprint', limit: 5 }).items).toEqual([])
    expect(store.runs.search({ query: 'scheme', limit: 5 }).items[0]?.snippet).toEqual([
      { text: 'Scheme', hit: true },
    ])
  })

  test('catches up in small pieces', () => {
    const store = openTestStore()
    write(
      store,
      Object.fromEntries(Array.from({ length: 450 }, (_, index) => [`Step ${index}`, `text ${index}`])),
    )
    let pieces = 1
    while (store.maintenance.indexPending()) pieces += 1
    expect(pieces).toBe(3)
    expect(store.maintenance.indexPending()).toBe(false)
    expect(store.runs.search({ query: 'text 449', limit: 5 }).items).toHaveLength(1)
  })
})
