import pc from 'picocolors'

export type Colors = ReturnType<typeof pc.createColors>

/** A stream of the process. Node leaves `isTTY` undefined for pipes and files, whatever its types say. */
export interface OutputStream {
  isTTY?: boolean
}

/** Whether lines can be drawn over. */
export function isTerminal(stream: OutputStream, environment = process.env): boolean {
  return stream.isTTY === true && environment['TERM'] !== 'dumb'
}

/** Colours for a stream: in a terminal, unless `NO_COLOR` is set; elsewhere only with `FORCE_COLOR`. */
export function colorsFor(stream: OutputStream, environment = process.env): Colors {
  if (environment['NO_COLOR']) return pc.createColors(false)
  const forced = environment['FORCE_COLOR']
  return pc.createColors(forced ? forced !== '0' : isTerminal(stream, environment))
}
