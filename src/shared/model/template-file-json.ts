import { invalid, type Problem } from '../errors'
import type { JsonValue } from './json'
import { JsonTokens } from './template-file-json-tokens'
import { MAX_LISTED_PROBLEMS, placeOf, problem } from './template-file-problems'
import { MAX_TEMPLATE_DEPTH, MAX_TEMPLATE_VALUES } from './template-file-schema'
import { MAX_STEPS } from './workflow'

/** A list or an object that is not closed yet, and where its next value goes. */
interface Open {
  container: Container
  key: string
}

type Container = JsonValue[] | { [key: string]: JsonValue }

/**
 * Reads JSON that nobody vouches for. Unlike `JSON.parse` it counts levels and values while it reads (without
 * recursion), says by line and column where the text breaks, and notices what `JSON.parse` swallows: properties
 * that occur twice, `__proto__`, and numbers beyond what a number can hold.
 *
 * @returns the value, and what is wrong with it that leaves the rest readable
 * @throws BatonError `INVALID` for text that is no JSON, too deep or too much of it
 */
export function readTemplateJson(text: string): { value: JsonValue; problems: Problem[] } {
  const tokens = new JsonTokens(text)
  const open: Open[] = []
  const problems: Problem[] = []
  let root: JsonValue = null
  let values = 0

  for (;;) {
    const opening = tokens.takeOpening()
    const container: Container | undefined = opening === '{' ? {} : opening === '[' ? [] : undefined
    const value = container ?? tokens.scalar()
    if (value === Infinity || value === -Infinity) {
      report(`${placeOf(path())} is a number too large to keep. Write a smaller one.`)
    }
    place(value)
    if (container !== undefined) {
      if (open.length === MAX_TEMPLATE_DEPTH) {
        stop(
          `${topPlace()} nests lists and objects more than ${MAX_TEMPLATE_DEPTH} levels deep. Make it flatter.`,
        )
      }
      open.push({ container, key: '' })
      if (!tokens.take(closingOf(container))) {
        readKey()
        continue
      }
      open.pop()
    }
    if (!moreFollows()) break
  }
  tokens.end()
  return { value: root, problems }

  /** After a value: closes what ends here. True when another value is due. */
  function moreFollows(): boolean {
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      if (tokens.take(',')) {
        readKey()
        return true
      }
      if (!tokens.take(closingOf(top.container))) tokens.fail(`a comma or ${closingOf(top.container)}`)
      open.pop()
    }
    return false
  }

  function readKey(): void {
    const top = open.at(-1)
    if (top === undefined || Array.isArray(top.container)) return
    top.key = tokens.key()
    if (top.key === '__proto__') {
      report(`${placeOf(path())} has a name that is reserved. Remove it.`)
    } else if (Object.hasOwn(top.container, top.key)) {
      report(`${placeOf(path())} is there twice. Keep the one that is meant.`)
    }
  }

  function place(value: JsonValue): void {
    values += 1
    if (values > MAX_TEMPLATE_VALUES) stop(tooMuch())
    const top = open.at(-1)
    if (top === undefined) root = value
    else if (Array.isArray(top.container)) top.container.push(value)
    else if (top.key !== '__proto__') top.container[top.key] = value
  }

  function path(): (string | number)[] {
    return open.map(({ container, key }, level) =>
      !Array.isArray(container) ? key : level === open.length - 1 ? container.length : container.length - 1,
    )
  }

  function topPlace(): string {
    const [field] = path()
    return placeOf(typeof field === 'string' ? [field] : [])
  }

  function tooMuch(): string {
    const [field, index] = path()
    return field === 'steps' && typeof index === 'number' && index >= MAX_STEPS
      ? `The file has more than ${MAX_STEPS} steps, and a template has at most that many. Split it into several.`
      : `${topPlace()} brings the file to more than ${MAX_TEMPLATE_VALUES.toLocaleString('en')} values. Leave bulk data out of a template, and give it as the input of a run.`
  }

  /** The file is refused anyway: after enough of them there is no point in reading on. */
  function report(message: string): void {
    problems.push(problem(path(), message))
    if (problems.length >= MAX_LISTED_PROBLEMS) throw invalid(problems)
  }

  function stop(message: string): never {
    throw invalid([...problems, problem(path().slice(0, 4), message)])
  }
}

function closingOf(container: Container): '}' | ']' {
  return Array.isArray(container) ? ']' : '}'
}
