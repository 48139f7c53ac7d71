import { Command } from 'cmdk'
import { ariaShortcut, CommandKeys } from '../../ui/shortcut'
import { StatusDot } from '../../ui/status-dot'
import type { Piece } from './match-letters'
import type { RankedItem } from './rank-items'

interface PaletteLineProps {
  item: RankedItem
  onSelect: () => void
}

/** A line of the palette: what it does, its context, and how it stands or which keys do the same. */
export function PaletteLine({ item, onSelect }: PaletteLineProps) {
  const { id, name, detail, icon: Icon, command, status, pieces } = item
  return (
    <Command.Item value={id} aria-keyshortcuts={ariaShortcut(command)} onSelect={onSelect}>
      <Icon aria-hidden="true" />
      <span className="palette-words truncated">
        <b>
          <Marked text={name} pieces={pieces} />
        </b>{' '}
        {detail !== undefined && <span className="palette-detail">{detail}</span>}
      </span>
      <span className="palette-end">
        {status !== undefined && <StatusDot kind={status.kind} />}
        {command !== undefined && <CommandKeys command={command} caps />}
      </span>
    </Command.Item>
  )
}

/** The text, with what was searched for picked out. */
function Marked({ text, pieces }: { text: string; pieces: readonly Piece[] }) {
  return pieces.length === 0
    ? text
    : pieces.map(({ from, to }, index) => (
        <span key={from}>
          {text.slice(index === 0 ? 0 : pieces[index - 1]?.to, from)}
          <mark>{text.slice(from, to)}</mark>
          {index === pieces.length - 1 && text.slice(to)}
        </span>
      ))
}
