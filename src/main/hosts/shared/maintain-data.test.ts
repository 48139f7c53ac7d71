import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Core } from '@main/app'
import { maintainData } from './maintain-data'

type Maintenance = Core['store']['maintenance']

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval'] })
})
afterEach(() => {
  vi.useRealTimers()
})

function unexpected(error: unknown): void {
  expect.unreachable(String(error))
}

/** Maintenance that writes down what it was asked to do. */
function recorder(changes: Partial<Maintenance> = {}) {
  const done: string[] = []
  const note = (name: string) => async () => {
    done.push(name)
    return undefined
  }
  const maintenance = {
    backUpDaily: note('backup'),
    checkDaily: note('check'),
    purgeDeleted: note('purge'),
    indexPending: () => {
      done.push('index')
      return done.filter((name) => name === 'index').length < 3
    },
    ...changes,
  }
  return { done, maintenance: maintenance as unknown as Maintenance }
}

test('the day’s work begins soon after the start, in order, and is asked for every hour', async () => {
  const { done, maintenance } = recorder({ indexPending: () => false })
  const work = maintainData(maintenance, unexpected)
  expect(done).toEqual([])
  await vi.advanceTimersByTimeAsync(10_000)
  expect(done).toEqual(['backup', 'check', 'purge'])
  await vi.advanceTimersByTimeAsync(60 * 60 * 1000)
  expect(done).toHaveLength(6)
  await work.stop()
})

test('the search index is brought up to date every few seconds, piece by piece', async () => {
  const { done, maintenance } = recorder()
  const work = maintainData(maintenance, unexpected)
  await vi.advanceTimersByTimeAsync(5_000)
  await vi.waitFor(() => expect(done).toEqual(['index', 'index', 'index']), 20_000)
  await work.stop()
})

test('what fails is logged, and keeps nothing else from being done', async () => {
  const failure = new TypeError('disk full')
  const { done, maintenance } = recorder({
    backUpDaily: () => Promise.reject(failure),
    indexPending: () => false,
  })
  const logged: unknown[] = []
  const work = maintainData(maintenance, (...entry) => void logged.push(entry))
  await vi.advanceTimersByTimeAsync(10_000)
  expect(logged).toEqual([[failure, 'daily backup']])
  expect(done).toEqual(['check', 'purge'])
  await work.stop()
})

test('to stop waits for what is at work, and begins nothing more', async () => {
  const backup = Promise.withResolvers<undefined>()
  const { done, maintenance } = recorder({ backUpDaily: () => backup.promise, indexPending: () => false })
  const work = maintainData(maintenance, unexpected)
  await vi.advanceTimersByTimeAsync(10_000)
  let stopped = false
  const stopping = work.stop().finally(() => {
    stopped = true
  })
  await vi.advanceTimersByTimeAsync(0)
  expect(stopped).toBe(false)
  backup.resolve(undefined)
  await stopping
  expect(done).toEqual([])
})
