import { execFileSync } from 'node:child_process'
import { readFileSync, statfsSync } from 'node:fs'
import { arch, cpus, loadavg, platform, release, totalmem } from 'node:os'
import Database from 'better-sqlite3'

/** What the figures were taken on, as label and value. */
export function describeMachine(folder: string): [string, string][] {
  const processors = cpus()
  const database = new Database(':memory:')
  const sqlite = String(database.prepare('SELECT sqlite_version()').pluck().get())
  database.close()
  return [
    ['Date', new Date().toISOString().slice(0, 16).replace('T', ' ') + ' UTC'],
    ['Baton', `${baton()}${commit()}`],
    ['Node', process.version],
    ['SQLite', sqlite],
    ['System', `${platform()} ${release().split('.', 2).join('.')}, ${arch()}`],
    ['Processors', `${processors.length} × ${processors[0]?.model.trim() || 'unknown'}`],
    ['Memory', `${Math.round(totalmem() / 2 ** 30)} GB`],
    ['File system', fileSystem(folder)],
    ['Load before', loadavg()[0]?.toFixed(1) ?? ''],
  ]
}

function baton(): string {
  const manifest: { version: string } = JSON.parse(readFileSync('package.json', 'utf8'))
  return manifest.version
}

function commit(): string {
  try {
    const run = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim()
    return ` at ${run('rev-parse', '--short', 'HEAD')}${run('status', '--porcelain', 'src') === '' ? '' : ' with changes'}`
  } catch {
    return ''
  }
}

function fileSystem(folder: string): string {
  const NAMES: Record<number, string> = {
    0xef53: 'ext4',
    0x9123683e: 'btrfs',
    0x58465342: 'xfs',
    0x01021994: 'tmpfs',
    0x794c7630: 'overlay',
    0x2fc12fc1: 'zfs',
  }
  const { type } = statfsSync(folder)
  return NAMES[type] ?? `type 0x${type.toString(16)}`
}
