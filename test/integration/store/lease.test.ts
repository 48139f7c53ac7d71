import { describe, expect, test } from 'vitest'
import { LEASE_LIFETIME_MS } from '@main/store/lease'
import {
  readOwnerIdentity,
  readProcessState,
  type OwnerIdentity,
  type ProcessState,
} from '@main/store/owner-identity'
import { change, newRun } from './run-fixtures'
import { openTestStore, OWNER, TestClock } from './support'

const CONFLICT = expect.objectContaining({ code: 'CONFLICT' })

/** A run held by `OWNER`, and another process that looks at it. */
function heldRun(
  other: Partial<OwnerIdentity>,
  state: ProcessState = { alive: true, processStart: OWNER.processStart },
) {
  const clock = new TestClock()
  const holder = openTestStore({ clock })
  const run = newRun()
  const lease = holder.runStore.createRun(run)
  const observer = openTestStore({
    clock,
    dataFolder: holder.dataFolder,
    owner: { ...OWNER, pid: 200, ...other },
    processState: (pid) => (pid === OWNER.pid ? state : { alive: true, processStart: 'mine' }),
  })
  return { clock, holder: holder.runStore, observer: observer.runStore, run, lease }
}

describe('a lease', () => {
  test('of a living process is not given to another, which learns who has it', () => {
    const { observer, run } = heldRun({})
    expect(() => observer.acquireLease(run.id)).toThrow(/process 100 on desk/)
    expect(() => observer.acquireLease(run.id)).toThrow(CONFLICT)
    expect(observer.loadRun(run.id)?.status).toBe('running')
  })

  test('is not given to the same process twice, however long it holds it', () => {
    const { holder, run, lease, clock } = heldRun({})
    clock.advance(10 * LEASE_LIFETIME_MS)
    expect(() => holder.acquireLease(run.id)).toThrow(CONFLICT)
    holder.releaseLease(lease)
    expect(holder.acquireLease(run.id)).toEqual({ runId: run.id, token: 2 })
  })

  test.each<[string, Partial<OwnerIdentity>, ProcessState]>([
    ['the process is gone', {}, { alive: false }],
    ['its number belongs to a younger process', {}, { alive: true, processStart: '2000' }],
    ['the system was started anew', { bootId: 'boot-2' }, { alive: true, processStart: OWNER.processStart }],
  ])('is taken over at once when %s', (_, other, state) => {
    const { observer, run } = heldRun(other, state)
    expect(observer.loadRun(run.id)?.status).toBe('interrupted')
    expect(observer.acquireLease(run.id).token).toBe(2)
    expect(observer.loadRun(run.id)?.status).toBe('running')
  })

  test.each<[string, Partial<OwnerIdentity>]>([
    ['a process of the same system that hangs', {}],
    ['another computer', { host: 'laptop' }],
  ])('of %s is taken over ten seconds after its last heartbeat', (_, other) => {
    const { observer, holder, run, lease, clock } = heldRun(other)
    clock.advance(LEASE_LIFETIME_MS - 1)
    expect(() => observer.acquireLease(run.id)).toThrow(CONFLICT)
    holder.heartbeat(lease)
    clock.advance(LEASE_LIFETIME_MS - 1)
    expect(() => observer.acquireLease(run.id)).toThrow(CONFLICT)
    clock.advance(1)
    expect(observer.loadRun(run.id)?.status).toBe('interrupted')
    expect(observer.acquireLease(run.id).token).toBe(2)
  })

  test('does not live on because the clock was set back', () => {
    const { observer, run, clock } = heldRun({ host: 'laptop' })
    clock.advance(-24 * 60 * 60 * 1000)
    expect(observer.acquireLease(run.id).token).toBe(2)
  })

  test('fences off its former owner, whatever it tries', () => {
    const { observer, holder, run, lease } = heldRun({}, { alive: false })
    const taken = observer.acquireLease(run.id)
    const late = change(
      lease,
      { ...run, status: 'completed', seq: 7 },
      { runChanged: true, steps: run.steps },
    )
    expect(() => holder.commitRun(late)).toThrow(CONFLICT)
    expect(() => holder.commitRun(late)).toThrow(/process 200/)
    expect(() => holder.heartbeat(lease)).toThrow(CONFLICT)
    holder.releaseLease(lease)
    expect(observer.loadRun(run.id)).toEqual(run)
    observer.commitRun(change(taken, run))
  })

  test('that was given back is not good for a write', () => {
    const { holder, run, lease } = heldRun({})
    holder.releaseLease(lease)
    expect(() => holder.commitRun(change(lease, run))).toThrow(CONFLICT)
  })

  test('of a run that is not there', () => {
    const { holder } = heldRun({})
    expect(() => holder.acquireLease('nothing')).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }))
  })

  test('carries what is asked to its owner, as long as it lasts, and a stop is not weakened', () => {
    const { holder, observer, run, lease } = heldRun({})
    expect(holder.heartbeat(lease)).toBeNull()
    observer.requestOwner(run.id, 'pause')
    expect(holder.heartbeat(lease)).toBe('pause')
    expect(holder.heartbeat(lease)).toBe('pause')
    observer.requestOwner(run.id, 'stop')
    observer.requestOwner(run.id, 'pause')
    expect(holder.heartbeat(lease)).toBe('stop')
    observer.requestOwner(run.id, 'stop')
    holder.releaseLease(lease)
    expect(holder.heartbeat(holder.acquireLease(run.id))).toBeNull()
  })

  test('of a dead owner shows in the version of the run', () => {
    const { holder, observer, run, clock } = heldRun({})
    const before = observer.runVersion(run.id)
    clock.advance(LEASE_LIFETIME_MS)
    expect(observer.runVersion(run.id)).not.toBe(before)
    expect(holder.loadRun(run.id)?.status).toBe('running')
  })
})

describe('this process', () => {
  test('knows itself', () => {
    const owner = readOwnerIdentity()
    expect(owner).toEqual(readOwnerIdentity())
    expect(owner.pid).toBe(process.pid)
    const state = readProcessState(process.pid)
    expect(state).toEqual({ alive: true, processStart: owner.processStart })
  })

  test.runIf(process.platform === 'linux')('has a start time and a boot on Linux', () => {
    expect(readOwnerIdentity()).toMatchObject({
      processStart: expect.stringMatching(/^\d+$/),
      bootId: expect.any(String),
    })
  })

  test('knows that a number without a process is dead', () => {
    expect(readProcessState(2 ** 22 + 1)).toEqual({ alive: false })
  })
})
