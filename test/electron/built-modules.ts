import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { parseAst } from 'vite'

/** What a built module asks for, by the words it uses: `./chunks/app-x.js`, `electron`, `node:fs`. */
export function importsOf(file: string): string[] {
  const asked: string[] = []
  visit(parseAst(readFileSync(file, 'utf8')), (node) => {
    const { type } = node
    if (type === 'CallExpression' && isRequire(node['callee'])) {
      const [first] = Array.isArray(node['arguments']) ? node['arguments'] : []
      asked.push(textOf(first))
    } else if (type.startsWith('Import') || type.startsWith('Export')) {
      if (isNode(node['source'])) asked.push(textOf(node['source']))
    }
  })
  return asked
}

/** A built module and all that it leads to, with what each of them asks for from outside. */
export function reachableFrom(file: string): Map<string, string[]> {
  const seen = new Map<string, string[]>()
  const follow = (module: string): void => {
    if (seen.has(module)) return
    const asked = importsOf(module)
    seen.set(
      module,
      asked.filter((name) => !name.startsWith('.')),
    )
    for (const name of asked) if (name.startsWith('.')) follow(resolve(dirname(module), name))
  }
  follow(file)
  return seen
}

interface Node {
  type: string
  [field: string]: unknown
}

function visit(value: unknown, onNode: (node: Node) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(item, onNode)
  } else if (isNode(value)) {
    onNode(value)
    for (const field of Object.values(value)) visit(field, onNode)
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

/** `require` itself, or `createRequire(…)`. */
function isRequire(value: unknown): boolean {
  if (!isNode(value)) return false
  if (value.type === 'CallExpression') return isNamed(value['callee'], 'createRequire')
  return isNamed(value, 'require')
}

function isNamed(value: unknown, name: string): boolean {
  return isNode(value) && value.type === 'Identifier' && value['name'] === name
}

/** Of a text that stands in the code as it is; something that is put together could be anything. */
function textOf(value: unknown): string {
  return isNode(value) && typeof value['value'] === 'string' ? value['value'] : 'something put together'
}
