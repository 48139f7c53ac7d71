import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { hasOwnCode } from './storage-error'

/** A process, told apart from every other one, earlier ones with the same number included. */
export interface OwnerIdentity {
  host: string
  /** Changes at every start of the system; null where it can't be had. */
  bootId: string | null
  pid: number
  /** In the system's own unit; null where it can't be had. */
  processStart: string | null
}

/** What this system knows of a process number. */
export type ProcessState = { alive: false } | { alive: true; processStart: string | null }

export function readOwnerIdentity(): OwnerIdentity {
  const state = readProcessState(process.pid)
  return {
    host: hostname(),
    bootId: readBootId(),
    pid: process.pid,
    processStart: state.alive ? state.processStart : null,
  }
}

export function readProcessState(pid: number): ProcessState {
  if (process.platform === 'linux') return readLinuxProcessState(pid)
  try {
    process.kill(pid, 0)
    return { alive: true, processStart: null }
  } catch (error) {
    // Not allowed to signal it: it is there.
    return hasOwnCode(error, 'EPERM') ? { alive: true, processStart: null } : { alive: false }
  }
}

function readLinuxProcessState(pid: number): ProcessState {
  let stat: string
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch {
    return { alive: false }
  }
  // The second field is the program's name in parentheses and may hold anything; the third follows the last one.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [state, startTime] = [fields[0], fields[19]]
  if (state === 'Z' || state === 'X') return { alive: false }
  return { alive: true, processStart: startTime ?? null }
}

function readBootId(): string | null {
  if (process.platform !== 'linux') return null
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return null
  }
}
