import { readdirSync, readFileSync } from 'node:fs'

/** Milliseconds of processor time that the living threads of a process have used. NaN where there is no `/proc`. */
export function processorMs(pid: number | 'self'): number {
  const nanoseconds = threads(pid).reduce((sum, thread) => {
    // A thread that has just ended has no file any more.
    const text = read(`/proc/${pid}/task/${thread}/schedstat`)
    return sum + Number(text.split(' ')[0])
  }, 0)
  return nanoseconds === 0 ? Number.NaN : nanoseconds / 1e6
}

function threads(pid: number | 'self'): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`)
  } catch {
    return []
  }
}

/** Megabytes that a process has had in memory at most. NaN where there is no `/proc`. */
export function peakMegabytes(pid: number | 'self'): number {
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(read(`/proc/${pid}/status`))?.[1] ?? Number.NaN) / 1024
}

/**
 * Bytes that a process has handed to the system to write (`wchar`), and those that were sent towards the disk
 * (`write_bytes`, in whole pages). NaN where there is no `/proc`.
 */
export function bytesWritten(): { handed: number; sent: number } {
  const text = read('/proc/self/io')
  const field = (name: string) => Number(new RegExp(`^${name}: (\\d+)`, 'm').exec(text)?.[1] ?? Number.NaN)
  return { handed: field('wchar'), sent: field('write_bytes') }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
