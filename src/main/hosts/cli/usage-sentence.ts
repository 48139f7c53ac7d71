import type { CommanderError } from 'commander'

/** What commander found wrong with the arguments, as a sentence in the words of the manual. */
export function usageSentence({ message }: CommanderError): string {
  const text = message
    .replace(/^error: /, '')
    // What was given may be a secret in the wrong place.
    .replace(/(but got \d+): .*$/s, '$1')
    .replace(/^(unknown command) '[^']{20,}'/, '$1')
    .replace(/^(unknown option '--[^=']+)=.*'/s, "$1'")
    .replace(/^(missing required argument) '([^']+)'/, (_, what: string, name: string) => {
      return `${what} ${name.toUpperCase()}`
    })
    .replaceAll(/<([^<>]+)>/g, (_, name: string) => name.toUpperCase())
    .replaceAll(/\s*\n\s*/g, '. ')
    .replace(/\((Did you mean [^)]*)\)/, '$1')
  const sentence = text.charAt(0).toUpperCase() + text.slice(1)
  return /[.?!]$/.test(sentence) ? sentence : `${sentence}.`
}
