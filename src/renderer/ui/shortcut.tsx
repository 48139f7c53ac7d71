import { commandOf, type CommandName } from '@shared/commands'
import './shortcut.css'

const onMac = /Mac|iPhone|iPad/.test(navigator.platform)

const SYMBOLS: Record<string, string> = {
  mod: onMac ? '⌘' : 'Ctrl',
  shift: onMac ? '⇧' : 'Shift',
  enter: '↵',
  escape: 'esc',
  up: '↑',
  down: '↓',
}

/** What `aria-keyshortcuts` and screen readers call keys. */
const WORDS: Record<string, string> = {
  mod: onMac ? 'Meta' : 'Control',
  up: 'ArrowUp',
  down: 'ArrowDown',
}

interface ShortcutProps {
  /** Such as `mod+enter`, `n`, or `g w` for one key after the other. */
  keys: string
  /** Drawn as key caps, for help texts. */
  caps?: boolean
}

/** A shortcut to look at. What it belongs to says it to screen readers by `aria-keyshortcuts`. */
export function Shortcut({ keys, caps = false }: ShortcutProps) {
  const strokes = keys.split(' ').map((stroke) => stroke.split('+').map(symbol))
  if (!caps) {
    const text = strokes.map((parts) => parts.join(onMac ? '' : '+')).join(' ')
    return (
      <kbd className="shortcut" aria-hidden="true">
        {text}
      </kbd>
    )
  }
  return (
    <span className="shortcut-caps" aria-hidden="true">
      {strokes.flat().map((part, index) => (
        <kbd key={index} className="shortcut shortcut-cap">
          {part}
        </kbd>
      ))}
    </span>
  )
}

/** The keys of a command, as the table has them; nothing for one that has none. */
export function CommandKeys({ command, caps = false }: { command: CommandName; caps?: boolean }) {
  const { keys } = commandOf(command)
  return keys === undefined ? null : <Shortcut keys={keys} caps={caps} />
}

/** The same in the words of `aria-keyshortcuts`, which knows single strokes only. */
export function ariaShortcut(command: CommandName | undefined): string | undefined {
  const keys = command === undefined ? undefined : commandOf(command).keys
  return keys === undefined || keys.includes(' ') ? undefined : spellKeys(keys)
}

/** Keys in words, for screen readers: `Control+Enter`, `G then W`. */
export function spellKeys(keys: string): string {
  return keys
    .split(' ')
    .map((stroke) =>
      stroke
        .split('+')
        .map((key) => WORDS[key] ?? (key.length === 1 ? key.toUpperCase() : capital(key)))
        .join('+'),
    )
    .join(' then ')
}

function symbol(key: string): string {
  return SYMBOLS[key] ?? (key.length === 1 ? key.toUpperCase() : capital(key))
}

function capital(key: string): string {
  return key.charAt(0).toUpperCase() + key.slice(1)
}
