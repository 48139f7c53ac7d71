import type { Transaction } from '@codemirror/state'
import type { TypingWay } from '../document/typing'

/** How the user changed the text of an editor, by what CodeMirror says of it. */
export function typingWay(transactions: readonly Transaction[]): TypingWay {
  const changes = transactions.filter((one) => one.docChanged)
  const [change] = changes
  if (change === undefined || changes.length > 1) return 'whole'
  // The first letters of a composition may take the place of a selection.
  if (change.isUserEvent('input.type.compose.start')) return 'keys'
  if (change.isUserEvent('input.type.compose')) return 'composition'
  return AT_ONCE.some((event) => change.isUserEvent(event)) ? 'whole' : 'keys'
}

const AT_ONCE = [
  'input.paste',
  'input.drop',
  'input.complete',
  'input.fix',
  'input.copyline',
  'input.indent',
  'delete.cut',
  'delete.line',
  'delete.dedent',
  'move',
  'indent',
]
