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
      {strokes.flat().map((part) => (
        <kbd key={part} className="shortcut shortcut-cap">
          {part}
        </kbd>
      ))}
    </span>
  )
}

/** The same in the words of `aria-keyshortcuts`, which knows single strokes only. */
export function ariaShortcut(keys: string | undefined): string | undefined {
  if (keys === undefined || keys.includes(' ')) return undefined
  return keys
    .split('+')
    .map((key) =>
      key === 'mod' ? (onMac ? 'Meta' : 'Control') : key.length === 1 ? key.toUpperCase() : capital(key),
    )
    .join('+')
}

function symbol(key: string): string {
  return SYMBOLS[key] ?? (key.length === 1 ? key.toUpperCase() : capital(key))
}

function capital(key: string): string {
  return key.charAt(0).toUpperCase() + key.slice(1)
}
