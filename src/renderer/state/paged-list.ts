import type { Page } from '@shared/contract'
import { createStore, type StoreApi } from 'zustand/vanilla'

export interface PagedListState<T> {
  /** What is loaded, from the start, without a gap. */
  items: T[]
  /** How many there are in all; null until known. */
  total: number | null
  loading: boolean
  error: unknown
}

export type LoadPage<T> = (
  page: { cursor?: string; limit: number; count: boolean },
  signal: AbortSignal,
) => Promise<Page<T>>

export interface PagedList<T> {
  store: StoreApi<PagedListState<T>>
  /** Loads at least this many items, if there are as many. */
  need: (count: number) => void
  /** Starts anew; what is loaded stays until its successor is there. */
  reload: () => void
  /** Replaces what is listed, and starts anew at the top. */
  load: (loadPage: LoadPage<T>) => void
}

/** Fills a window quickly; the pages after it are larger. */
const FIRST_PAGE = 50
const NEXT_PAGES = 200

/** A list of the API, loaded as far as somebody looks. The total comes with the first page, so that it can be scrolled. */
export function createPagedList<T>(): PagedList<T> {
  const store = createStore<PagedListState<T>>(() => ({ items: [], total: null, loading: true, error: null }))
  let loadPage: LoadPage<T> | undefined
  let wanted = FIRST_PAGE
  let buffer: T[] = []
  let cursor: string | null = null
  let started = false
  let pumping = false
  let controller = new AbortController()

  const pump = async (): Promise<void> => {
    if (pumping || loadPage === undefined) return
    pumping = true
    const { signal } = controller
    store.setState({ loading: true })
    try {
      while (!signal.aborted && (!started || (cursor !== null && buffer.length < wanted))) {
        const page: Page<T> = await loadPage(
          started
            ? { ...(cursor !== null && { cursor }), limit: NEXT_PAGES, count: false }
            : { limit: FIRST_PAGE, count: true },
          signal,
        )
        if (signal.aborted) return
        const total = started ? store.getState().total : page.total
        started = true
        cursor = page.nextCursor
        buffer = [...buffer, ...page.items]
        const covers = cursor === null || buffer.length >= Math.min(wanted, store.getState().items.length)
        store.setState({ error: null, ...(covers && { items: buffer, total: total ?? buffer.length }) })
      }
    } catch (error) {
      if (!signal.aborted) store.setState({ error })
    } finally {
      if (!signal.aborted) {
        pumping = false
        store.setState({ loading: false })
      }
    }
  }

  const restart = (): void => {
    controller.abort()
    controller = new AbortController()
    buffer = []
    cursor = null
    started = false
    pumping = false
    void pump()
  }

  return {
    store,
    need: (count) => {
      if (count <= wanted) return
      wanted = count
      void pump()
    },
    reload: restart,
    load: (next) => {
      loadPage = next
      wanted = FIRST_PAGE
      restart()
    },
  }
}
