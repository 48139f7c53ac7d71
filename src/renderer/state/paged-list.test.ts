import { expect, it, vi } from 'vitest'
import { pageOf } from '../test-support/page-of'
import { createPagedList, type LoadPage } from './paged-list'

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index)
const loadFrom = (items: number[]) => vi.fn<LoadPage<number>>((page) => Promise.resolve(pageOf(items, page)))

it('loads a first page with the total, and more only as far as somebody looks', async () => {
  const list = createPagedList<number>()
  const load = loadFrom(numbers(1_000))
  list.load(load)
  await expect.poll(() => list.store.getState()).toMatchObject({ total: 1_000, loading: false })
  expect(list.store.getState().items).toHaveLength(50)
  expect(load).toHaveBeenCalledTimes(1)

  list.need(300)
  await expect.poll(() => list.store.getState().items).toHaveLength(450)
  expect(load).toHaveBeenCalledTimes(3)
  expect(list.store.getState().items).toEqual(numbers(450))
})

it('keeps what is loaded until a reload covers it again', async () => {
  const list = createPagedList<number>()
  list.load(loadFrom(numbers(1_000)))
  list.need(200)
  await expect.poll(() => list.store.getState().items).toHaveLength(250)
  const lengths: number[] = []
  list.store.subscribe(({ items }) => lengths.push(items.length))
  list.reload()
  await expect.poll(() => list.store.getState().loading).toBe(false)
  expect(Math.min(...lengths)).toBe(250)
})

it('drops the answer to a question that is no longer asked', async () => {
  const list = createPagedList<number>()
  let answerLate = (): void => {}
  list.load(
    () =>
      new Promise((resolve) => {
        answerLate = () => resolve(pageOf([1, 2, 3], { limit: 50, count: true }))
      }),
  )
  list.load(loadFrom([7]))
  answerLate()
  await expect.poll(() => list.store.getState()).toMatchObject({ items: [7], total: 1 })
})

it('tells an error and can be asked again', async () => {
  const list = createPagedList<number>()
  const load = loadFrom([1]).mockRejectedValueOnce(new Error('not now'))
  list.load(load)
  await expect.poll(() => list.store.getState().error).toEqual(new Error('not now'))
  list.reload()
  await expect.poll(() => list.store.getState()).toMatchObject({ items: [1], error: null })
})
