/** The command line was used in a way that can't be meant. Nothing was done; the exit code is 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  /** What to do instead, a sentence. */
  readonly remedy: string | undefined
  /** One line each, such as the ids of which one has to be chosen. */
  readonly choices: string[]

  constructor(message: string, details: { remedy?: string; choices?: string[] } = {}) {
    super(message)
    this.remedy = details.remedy
    this.choices = details.choices ?? []
  }
}
