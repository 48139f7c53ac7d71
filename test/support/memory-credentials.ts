import type { Credentials } from '@main/secrets/open-credentials'

/** The operating system's part, in memory: what a test of the rules needs of it. The real one has tests of its own. */
export function memoryCredentials(broken: Partial<Credentials> = {}) {
  const entries = new Map<string, string>()
  const asked: string[] = []
  const credentials: Credentials = {
    read(account) {
      asked.push(`read ${account}`)
      return Promise.resolve(entries.get(account) ?? null)
    },
    write(account, secret) {
      asked.push(`write ${account}`)
      entries.set(account, secret)
      return Promise.resolve()
    },
    erase(account) {
      asked.push(`erase ${account}`)
      entries.delete(account)
      return Promise.resolve()
    },
    ...broken,
  }
  return { credentials, entries, asked }
}
