import { BatonError } from '@shared/errors'

/**
 * What an error of SQLite or of the file system means to the user. Other errors are returned as they are.
 * The one place where such errors are translated.
 */
export function storageError(error: unknown): unknown {
  if (error instanceof BatonError) return error
  const code = isBrokenJson(error) ? 'SQLITE_CORRUPT' : sqliteCode(error)
  if (code === undefined) return error
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') {
    return new BatonError('STORAGE_FULL', 'The disk is full, so nothing more could be saved.', {
      remedy: 'Free some space on the disk that holds the data folder, then try again.',
      cause: error,
    })
  }
  if (CANNOT_WRITE.has(code)) {
    return new BatonError('STORAGE_FULL', 'The database could not be written.', {
      remedy:
        'Check that the disk that holds the data folder has space and is not read-only, then try again.',
      cause: error,
    })
  }
  if (isCorruption(code)) {
    return new BatonError('STORAGE_CORRUPT', 'The database is damaged.', {
      remedy: 'Restart Baton: it checks the database and offers the newest backup.',
      cause: error,
    })
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    // Not a conflict: nobody else has changed anything, and the same write may work later.
    return new BatonError('STORAGE_FULL', 'Another process keeps the database from being written to.', {
      remedy: 'Close other Baton windows and commands, then try again.',
      cause: error,
    })
  }
  if (code === 'SQLITE_CANTOPEN' || code === 'SQLITE_PERM' || !code.startsWith('SQLITE_')) {
    return new BatonError('INTERNAL', `The data folder can't be used (${code}).`, {
      remedy: 'Check that the folder is there and that you may write to it.',
      cause: error,
    })
  }
  return new BatonError('INTERNAL', `The database answered with an error (${code}).`, { cause: error })
}

/**
 * An object with the same methods, but what they throw has gone through `storageError`.
 * @param current asked at each call, because a database can be replaced by another one
 */
export function withStorageErrors<Methods extends object>(
  current: () => Methods,
  onCorruption: () => void,
): Methods {
  const rethrow = (error: unknown): never => {
    const translated = storageError(error)
    if (translated instanceof BatonError && translated.code === 'STORAGE_CORRUPT') onCorruption()
    throw translated
  }
  return new Proxy(current(), {
    get(_first, name) {
      const value: unknown = Reflect.get(current(), name)
      if (typeof value !== 'function') return value
      return (...parameters: unknown[]): unknown => {
        try {
          const methods = current()
          const method: unknown = Reflect.get(methods, name)
          const result: unknown =
            typeof method === 'function' ? Reflect.apply(method, methods, parameters) : method
          return result instanceof Promise ? result.catch(rethrow) : result
        } catch (error) {
          return rethrow(error)
        }
      }
    },
  })
}

/** Out of space shows as these where SQLite is not told the reason (shared memory, a sync, a quota). */
const CANNOT_WRITE = new Set([
  'SQLITE_IOERR_WRITE',
  'SQLITE_IOERR_FSYNC',
  'SQLITE_IOERR_DIR_FSYNC',
  'SQLITE_IOERR_TRUNCATE',
  'SQLITE_IOERR_SHMSIZE',
  'SQLITE_IOERR_SHMOPEN',
  'SQLITE_IOERR_SHMMAP',
  'SQLITE_READONLY',
  'SQLITE_READONLY_DBMOVED',
  'SQLITE_READONLY_DIRECTORY',
  'SQLITE_READONLY_ROLLBACK',
  'SQLITE_READONLY_RECOVERY',
  'SQLITE_READONLY_CANTINIT',
  'EROFS',
])

export function isCorruption(code: string): boolean {
  return (
    code === 'SQLITE_CORRUPT' ||
    code.startsWith('SQLITE_CORRUPT_') ||
    code === 'SQLITE_NOTADB' ||
    code === 'SQLITE_IOERR_SHORT_READ'
  )
}

/** The code of the SQLite or system error at the root; drizzle wraps errors of its queries. */
export function sqliteCode(error: unknown): string | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string' && /^(?:SQLITE_|E[A-Z]+$)/.test(cause.code)) {
      return cause.code
    }
  }
  return undefined
}

/** Only what this program wrote is parsed in the store, so a text that is no JSON was damaged since. */
function isBrokenJson(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof SyntaxError) return true
  }
  return false
}

export function hasOwnCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
