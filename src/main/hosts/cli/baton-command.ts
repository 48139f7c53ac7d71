/**
 * A command as the user can type it where they are: in a checkout `baton` is not on the path, and npm has said which
 * script it runs.
 */
export function batonCommand(words: string): string {
  const name = process.env['npm_lifecycle_event'] === 'baton' ? 'npm run -s baton --' : 'baton'
  return `${name} ${words}`
}
