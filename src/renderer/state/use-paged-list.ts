import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { useReconnections } from './app-state'
import { createPagedList, type LoadPage, type PagedList, type PagedListState } from './paged-list'
import { useWhenBack } from './use-when-back'

/**
 * A list of the API on a page: loaded as far as it is looked at, and again when the connection or the user comes back.
 *
 * @param question what makes two lists the same
 */
export function usePagedList<T>(
  question: string,
  loadPage: LoadPage<T>,
): PagedListState<T> & Pick<PagedList<T>, 'need' | 'reload'> {
  const [list] = useState(() => createPagedList<T>())
  const newestLoad = useRef(loadPage)
  useEffect(() => {
    newestLoad.current = loadPage
  })
  useEffect(() => list.load((page, signal) => newestLoad.current(page, signal)), [list, question])

  const reconnections = useReconnections()
  const seen = useRef(reconnections)
  useEffect(() => {
    if (seen.current === reconnections) return
    seen.current = reconnections
    list.reload()
  }, [list, reconnections])

  useWhenBack(list.reload)

  return { ...useStore(list.store), need: list.need, reload: list.reload }
}
