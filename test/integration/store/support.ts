import { onTestFinished } from 'vitest'
import { openStore, type Store, type StoreOptions } from '@main/store/open-store'
import type { OwnerIdentity } from '@main/store/owner-identity'
import { temporaryFolder } from '../../support/temporary-folder'
import { newId } from './run-fixtures'

/** A real process's worth of identity, for owners that a test makes up. */
export const OWNER: OwnerIdentity = { host: 'desk', bootId: 'boot-1', pid: 100, processStart: '1000' }

export class TestClock {
  time = Date.UTC(2026, 10, 22, 12)
  readonly now = (): number => this.time
  advance(milliseconds: number): void {
    this.time += milliseconds
  }
}

export interface OpenedStore extends Store {
  dataFolder: string
  clock: TestClock
}

/** A store in a folder of its own, unless one is given; closed after the test. */
export function openTestStore(options: Partial<StoreOptions> & { clock?: TestClock } = {}): OpenedStore {
  const clock = options.clock ?? new TestClock()
  const dataFolder = options.dataFolder ?? temporaryFolder()
  const store = openStore({ now: clock.now, newId, owner: OWNER, ...options, dataFolder })
  onTestFinished(() => store.close())
  return { ...store, dataFolder, clock }
}
