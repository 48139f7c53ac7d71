import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createDefectLog } from './defect-log'

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'baton-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const at = () => Date.UTC(2026, 0, 2, 3, 4, 5)

test('a defect is kept with its stack and its causes, for the user’s eyes only', () => {
  const folder = temporaryFolder()
  const log = createDefectLog(folder, at)
  log(new TypeError('outer', { cause: new RangeError('inner') }), 'runs.start')
  log('no error at all', 'runs.get')
  const file = join(folder, 'logs', 'baton.log')
  const text = readFileSync(file, 'utf8')
  expect(text).toContain('2026-01-02T03:04:05.000Z runs.start: TypeError: outer\n    at ')
  expect(text).toContain('Caused by: RangeError: inner')
  expect(text).toContain('2026-01-02T03:04:05.000Z runs.get: no error at all\n')
  // Windows has no modes; there the folder is the user's own.
  expect(statSync(file).mode & 0o777).toBe(process.platform === 'win32' ? 0o666 : 0o600)
})

test('the log does not grow without end', () => {
  const folder = temporaryFolder()
  const log = createDefectLog(folder, at)
  log('first', 'here')
  const file = join(folder, 'logs', 'baton.log')
  writeFileSync(file, 'x'.repeat(1_000_001))
  log('second', 'here')
  expect(readFileSync(file, 'utf8')).toBe('2026-01-02T03:04:05.000Z here: second\n')
  expect(readFileSync(`${file}.old`, 'utf8')).toHaveLength(1_000_001)
})

test('a log that can’t be written is no second defect', () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'logs'), 'a file where the folder should be')
  expect(() => createDefectLog(folder, at)('lost', 'here')).not.toThrow()
})
