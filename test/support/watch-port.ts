import { refuseKeys } from './sweep-for-keys'

/** A port as `node:worker_threads` and Electron's main process have it. */
interface HeardPort {
  on(event: 'message', listener: (message: { data: unknown }) => void): unknown
}

/** Listens to a page's end of a port. The answer throws if a key of the suite has come over it until then. */
export function watchPort(port: HeardPort): () => void {
  const messages: Buffer[] = []
  port.on('message', ({ data }) => messages.push(bytesOf(data)))
  return () => refuseKeys(Buffer.concat(messages), 'what came over a MessagePort')
}

/** Of what a port can carry. */
function bytesOf(data: unknown): Buffer {
  if (data instanceof ArrayBuffer) return Buffer.from(data)
  if (ArrayBuffer.isView(data)) return Buffer.from(data.buffer, data.byteOffset, data.byteLength)
  return Buffer.from(typeof data === 'string' ? data : (JSON.stringify(data) ?? ''))
}
