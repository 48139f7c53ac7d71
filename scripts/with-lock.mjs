import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const longestWait = 120_000
const pollEvery = 50
const timeToSign = 1_000

/**
 * Runs `work` while no other process runs work under the same lock, and returns what it returns. This saves doing
 * the same work twice and is no guarantee: a lock that nobody gives back within two minutes is passed by.
 */
export function withLock(folder, work) {
  mkdirSync(dirname(folder), { recursive: true })
  for (let waited = 0; !take(folder) && waited < longestWait; waited += pollEvery) {
    if (isLeftBehind(folder)) giveBack(folder)
    else sleep(pollEvery)
  }
  try {
    return work()
  } finally {
    giveBack(folder)
  }
}

function take(folder) {
  try {
    mkdirSync(folder)
    writeFileSync(join(folder, 'owner'), String(process.pid))
    return true
  } catch (error) {
    // ENOENT: somebody thought that it was left behind, between the two lines.
    if (error.code === 'EEXIST' || error.code === 'ENOENT') return false
    throw error
  }
}

function giveBack(folder) {
  rmSync(folder, { recursive: true, force: true })
}

function isLeftBehind(folder) {
  const owner = readOwner(folder)
  if (owner > 0) return !isAlive(owner)
  const age = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
  return age > timeToSign
}

/** 0 while the owner has not signed yet, or when the lock has just been given back. */
function readOwner(folder) {
  try {
    return Number(readFileSync(join(folder, 'owner'), 'utf8'))
  } catch (error) {
    if (error.code === 'ENOENT') return 0
    throw error
  }
}

export function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code !== 'ESRCH'
  }
}

function sleep(milliseconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}
