import { invalid } from '../errors'
import { problem, shown } from './template-file-problems'

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y
const WORDS = [
  ['true', true],
  ['false', false],
  ['null', null],
] as const

/**
 * The tokens of a JSON text, one after the other, by the letter of RFC 8259: no comments, no trailing commas.
 * Knows nothing of nesting. Every method throws BatonError `INVALID`, with line and column, where the text has
 * something else than what is asked for; `take` and `takeOpening` don't.
 */
export class JsonTokens {
  private readonly text: string
  /** Index of the next character. */
  private at = 0

  constructor(text: string) {
    this.text = text
  }

  /** Takes the next character if it is this one. */
  take(character: ',' | ':' | '}' | ']' | '{' | '['): boolean {
    this.skipSpace()
    if (this.text[this.at] !== character) return false
    this.at += 1
    return true
  }

  takeOpening(): '{' | '[' | undefined {
    return this.take('{') ? '{' : this.take('[') ? '[' : undefined
  }

  /** The name of a property, and the colon after it. */
  key(): string {
    this.skipSpace()
    if (this.text[this.at] !== '"') this.fail('the name of a field, in double quotes,')
    const key = this.string()
    if (!this.take(':')) this.fail('a colon')
    return key
  }

  /** A text, a number, `true`, `false` or `null`. A number too large for a JavaScript number is an infinity. */
  scalar(): string | number | boolean | null {
    this.skipSpace()
    if (this.text[this.at] === '"') return this.string()
    for (const [word, value] of WORDS) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length
        return value
      }
    }
    NUMBER.lastIndex = this.at
    const digits = NUMBER.exec(this.text)?.[0]
    if (digits === undefined) this.fail('a value')
    this.at += digits.length
    return Number(digits)
  }

  /** Nothing but space may follow. */
  end(): void {
    this.skipSpace()
    if (this.at < this.text.length) this.fail('nothing more')
  }

  /** @param wanted what the format needs at this place, in words */
  fail(wanted: string): never {
    const found = String.fromCodePoint(this.text.codePointAt(this.at) ?? 0)
    const what =
      this.at < this.text.length
        ? `has ${shown(found)} at ${this.position()}, where ${wanted} belongs`
        : this.text.trim() === ''
          ? 'is empty'
          : `ends too early, at ${this.position()}, where ${wanted} belongs`
    throw invalid([
      {
        ...problem(
          [],
          `The file is not valid JSON: it ${what}. Export it again, or mend it in a text editor.`,
        ),
        range: { from: this.at, to: Math.min(this.at + 1, this.text.length) },
      },
    ])
  }

  private string(): string {
    const from = this.at
    let escaped = false
    for (this.at += 1; ; this.at += 1) {
      const code = this.text.charCodeAt(this.at)
      if (code === 0x22) break
      if (code === 0x5c) {
        escaped = true
        this.at += 1
        this.skipEscape()
      } else if (Number.isNaN(code)) this.fail('a closing double quote')
      else if (code < 0x20) this.fail('an escape, such as \\n,')
    }
    this.at += 1
    return escaped
      ? String(JSON.parse(this.text.slice(from, this.at)))
      : this.text.slice(from + 1, this.at - 1)
  }

  /** From the character after the backslash to the last one of the escape. */
  private skipEscape(): void {
    if (this.text[this.at] === 'u') {
      for (let digit = 0; digit < 4; digit += 1) {
        this.at += 1
        if (!/^[0-9a-fA-F]$/.test(this.text.charAt(this.at))) this.fail('a hexadecimal digit')
      }
    } else if (!/^["\\/bfnrt]$/.test(this.text.charAt(this.at))) this.fail('one of " \\ / b f n r t u')
  }

  private skipSpace(): void {
    for (; this.at < this.text.length; this.at += 1) {
      const code = this.text.charCodeAt(this.at)
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return
    }
  }

  private position(): string {
    let line = 1
    let lineStart = 0
    for (let index = 0; index < this.at; index += 1) {
      const character = this.text[index]
      if (character === '\n' || (character === '\r' && this.text[index + 1] !== '\n')) {
        line += 1
        lineStart = index + 1
      }
    }
    return `line ${line}, column ${this.at - lineStart + 1}`
  }
}
