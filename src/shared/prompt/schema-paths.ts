import type { JsonValue } from '../model/json'
import type { JsonSchema } from '../model/step'
import { alternativesOf, isObject, readNode } from './follow-schema'

/** Levels below the schema's root, a list's items included. */
const DEEPEST = 5
const MOST = 200

/**
 * The paths that a JSON Schema names, in its order, each before what is in it; of a list its first item stands for
 * all. At most 200, at most 5 levels deep: for suggestions, not for judging (`followSchema`).
 */
export function schemaPaths(schema: JsonSchema): string[][] {
  const paths: string[][] = []
  let looksLeft = MOST * 10
  const visit = (node: JsonValue | undefined, path: readonly string[]): void => {
    if (looksLeft-- <= 0 || path.length >= DEEPEST || paths.length >= MOST) return
    const read = readNode(node, schema)
    if (read === undefined) return
    for (const [name, property] of Object.entries(isObject(read['properties']) ? read['properties'] : {})) {
      add([...path, name], property)
    }
    if (isObject(read['items'])) add([...path, '0'], read['items'])
    for (const alternative of alternativesOf(read)) visit(alternative, path)
  }
  const add = (path: string[], node: JsonValue | undefined): void => {
    if (paths.length >= MOST) return
    paths.push(path)
    visit(node, path)
  }
  visit(schema, [])
  return [...new Map(paths.map((path) => [JSON.stringify(path), path])).values()]
}
