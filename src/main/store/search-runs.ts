import type { PauseReason, RunStatus } from '@shared/model/run'
import { foldText } from './fold-text'
import { fromCursor, toCursor, type Page, type Paging } from './page'
import { createCandidates, type Candidate, type CandidateFilter } from './search-candidates'
import type { SearchIndex } from './search-index'
import { snippet, type SnippetPart } from './snippet'
import { UNDO_MS, type StoreContext } from './store-context'

export interface SearchFilter extends Paging {
  /** Words or pieces of words; a hit has all of them. */
  query: string
  workflowId?: string | undefined
  statuses?: RunStatus[] | undefined
  /** Also in outputs that were replaced since. */
  oldRevisions?: boolean | undefined
}

/** One place where a search found something: at most one for each step of a run. */
export interface SearchHit {
  runId: string
  workflowName: string
  status: RunStatus
  pauseReason: PauseReason | null
  createdAt: number
  stepId: string
  stepLabel: string
  field: 'output' | 'label'
  /** Which revision of the output; null for a label. */
  revision: number | null
  snippet: SnippetPart[]
}

const MAX_TERMS = 10
/** The index knows pieces of three characters and more. */
const INDEXED_LENGTH = /^.{3}/su
/** The index catches up by at most so many pieces before a search. */
const MAX_CATCH_UP = 20

/**
 * Finds texts that hold every term. A page may have fewer hits than asked for and still not be the last one: terms
 * that are too short for the index are looked for in a limited number of steps at a time, and can't be counted.
 */
export function createRunSearch({ database, leases, now }: StoreContext, index: SearchIndex) {
  const candidates = createCandidates(database)
  const selectText = database
    .prepare<[{ stepRun: number; revision: number }], string>(
      `WITH RECURSIVE history (id, previous_id, number) AS (
         SELECT id, previous_id, number FROM revisions
         WHERE id = (SELECT revision_id FROM step_runs WHERE id = @stepRun)
         UNION ALL
         SELECT revisions.id, revisions.previous_id, revisions.number FROM history
         JOIN revisions ON revisions.id = history.previous_id WHERE history.number > @revision
       )
       SELECT text FROM history JOIN revisions USING (id) WHERE history.number = @revision`,
    )
    .pluck()

  function textOf({ stepRun, revision, stepLabel }: Candidate): string {
    return revision === 0 ? stepLabel : (selectText.get({ stepRun, revision }) ?? '')
  }

  return (search: SearchFilter): Page<SearchHit> => {
    const terms = termsOf(search.query)
    const indexed = terms.filter(isIndexed)
    const others = terms.filter((term) => !isIndexed(term)).map(foldText)
    const filter: CandidateFilter = {
      deleted: Number(search.deleted === true),
      undoFrom: now() - UNDO_MS,
      workflowId: search.workflowId ?? null,
      statuses: search.statuses === undefined ? null : JSON.stringify(search.statuses),
      oldRevisions: Number(search.oldRevisions === true),
      living: JSON.stringify(leases.livingRunIds()),
    }
    if (terms.length === 0) return { items: [], nextCursor: null, total: search.count === true ? 0 : null }
    for (let piece = 0; piece < MAX_CATCH_UP && index.indexPending(); piece += 1);

    const total = search.count === true && others.length === 0 ? candidates.count(indexed, filter) : null
    const below = search.cursor === undefined ? null : fromCursor(search.cursor).time
    const places =
      indexed.length > 0 ? candidates.indexed(indexed, filter, below) : candidates.recent(filter, below)
    const items: SearchHit[] = []
    let lastStepRun: number | null = null
    for (let place = places.next(); ; place = places.next()) {
      if (place.done === true) return toPage(items, place.value, total)
      if (place.value.stepRun === lastStepRun) continue
      const text = textOf(place.value)
      const folded = others.length === 0 ? '' : foldText(text)
      if (!others.every((term) => folded.includes(term))) continue
      if (items.length === search.limit) return toPage(items, lastStepRun, total)
      items.push(toHit(place.value, text, terms))
      lastStepRun = place.value.stepRun
    }
  }
}

function termsOf(query: string): string[] {
  // SQLite would take a NUL for the end of the query.
  const terms = query
    .replaceAll('\0', ' ')
    .split(/\s+/)
    .filter((term) => term !== '')
  return [...new Set(terms)].slice(0, MAX_TERMS)
}

function isIndexed(term: string): boolean {
  return INDEXED_LENGTH.test(term)
}

function toPage(items: SearchHit[], below: number | null, total: number | null): Page<SearchHit> {
  return { items, nextCursor: below === null ? null : toCursor({ time: below, id: '' }), total }
}

function toHit({ revision, ...place }: Candidate, text: string, terms: string[]): SearchHit {
  return {
    runId: place.runId,
    workflowName: place.workflowName,
    status: place.status,
    pauseReason: place.pauseReason,
    createdAt: place.createdAt,
    stepId: place.stepId,
    stepLabel: place.stepLabel,
    field: revision === 0 ? 'label' : 'output',
    revision: revision === 0 ? null : revision,
    snippet: snippet(text, terms),
  }
}
