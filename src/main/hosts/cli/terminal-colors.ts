import type { WriteStream } from 'node:tty'
import pc from 'picocolors'

export type Colors = ReturnType<typeof pc.createColors>

/** The streams of a process; no terminal unless `isTTY`. */
export type OutputStream = Pick<WriteStream, 'isTTY' | 'columns' | 'rows'>

/** Whether lines can be drawn over. */
export function isTerminal(stream: OutputStream, environment = process.env): boolean {
  // Node leaves `isTTY` undefined for pipes and files, whatever its types say.
  return Boolean(stream.isTTY) && environment['TERM'] !== 'dumb'
}

/** Colours for a stream: in a terminal, unless `NO_COLOR` is set; elsewhere only with `FORCE_COLOR`. */
export function colorsFor(stream: OutputStream, environment = process.env): Colors {
  if (environment['NO_COLOR']) return pc.createColors(false)
  const forced = environment['FORCE_COLOR']
  return pc.createColors(forced ? forced !== '0' : isTerminal(stream, environment))
}
