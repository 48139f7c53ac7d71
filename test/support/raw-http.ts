import { connect } from 'node:net'

export interface RawAnswer {
  status: number
  /** Names in lower case. */
  headers: Map<string, string>
  body: string
}

/**
 * Sends exactly these bytes and reads the answer until the other side closes, or until the head is there if that
 * switches to another protocol. No HTTP library has a say in what is sent.
 */
export function sendRaw(port: number, request: string): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port })
    let text = ''
    socket.setEncoding('latin1')
    socket.on('connect', () => socket.write(request, 'latin1'))
    socket.on('data', (chunk) => {
      text += String(chunk)
      if (text.startsWith('HTTP/1.1 101') && text.includes('\r\n\r\n')) socket.destroy()
    })
    socket.on('error', reject)
    socket.on('close', () => {
      const answer = parse(text)
      if (answer === null) reject(new TypeError(`No answer to ${request.split('\r\n', 1)[0]}: ${text}`))
      else resolve(answer)
    })
  })
}

function parse(text: string): RawAnswer | null {
  const end = text.indexOf('\r\n\r\n')
  if (end === -1) return null
  const [start = '', ...lines] = text.slice(0, end).split('\r\n')
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const
    }),
  )
  return { status: Number(start.split(' ')[1]), headers, body: text.slice(end + 4) }
}
