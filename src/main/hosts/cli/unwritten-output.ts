import type { WriteStream } from 'node:tty'
import { BatonError } from '@shared/errors'
import { batonCommand } from './baton-command'

/** The reader went away (`| head`): that is no failure. */
const GONE = new Set(['EPIPE', 'EOF', 'ECONNRESET', 'ERR_STREAM_DESTROYED'])

/**
 * Keeps an eye on whether everything that was printed could be written.
 * @returns asks for why it could not; undefined if all is well
 */
export function watchOutput(stream: WriteStream): () => BatonError | undefined {
  let failed: BatonError | undefined
  stream.on('error', (error: NodeJS.ErrnoException) => {
    const terminalIsGone = stream.isTTY && error.code === 'EIO'
    if (terminalIsGone || GONE.has(error.code ?? '')) return
    failed ??= new BatonError('INTERNAL', `Can't write the output (${error.code ?? error.message}).`, {
      remedy: `What a run has written is kept: "${batonCommand('show RUN')}" prints it again.`,
      cause: error,
    })
  })
  return () => failed
}
