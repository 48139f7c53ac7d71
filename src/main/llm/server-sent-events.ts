/** One message of an event stream. */
export interface ServerSentEvent {
  /** Undefined where the server gave none. */
  event: string | undefined
  data: string
}

export interface EventDecoder {
  /** The messages that these bytes complete. */
  decode(bytes: Uint8Array): ServerSentEvent[]
  /** At the end of the body: the message that lacks only its blank line, if there is one. */
  end(): ServerSentEvent[]
}

/**
 * Decodes an event stream (html.spec.whatwg.org/multipage/server-sent-events.html) from bytes, however they are cut.
 * Written here because the SDKs hand messages out one promise at a time; a piece of the network's holds dozens, and
 * is read in one go. Linear in the length of the stream, also for a message of many megabytes.
 */
export function createEventDecoder(): EventDecoder {
  const utf8 = new TextDecoder()
  /** The beginning of a line whose end has not come: joined once, when it comes. */
  let pending: string[] = []
  let afterCarriageReturn = false
  let event: string | undefined
  let data: string[] = []

  const takeLine = (line: string, messages: ServerSentEvent[]): void => {
    if (line === '') {
      if (data.length > 0) messages.push({ event, data: data.join('\n') })
      event = undefined
      data = []
    } else if (line.startsWith('data:')) data.push(valueFrom(line, 5))
    else if (line.startsWith('event:')) event = valueFrom(line, 6)
    // Comments, `id`, `retry` and what else there may be say nothing about an answer.
  }

  const takeText = (decoded: string, messages: ServerSentEvent[]): void => {
    if (decoded === '') return
    let text = afterCarriageReturn && decoded.startsWith('\n') ? decoded.slice(1) : decoded
    afterCarriageReturn = decoded.endsWith('\r')
    if (text.includes('\r')) text = text.replace(/\r\n?/g, '\n')
    let from = 0
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', from)) {
      const line = text.slice(from, end)
      takeLine(pending.length === 0 ? line : pending.join('') + line, messages)
      pending = []
      from = end + 1
    }
    if (from < text.length) pending.push(text.slice(from))
  }

  return {
    decode(bytes) {
      const messages: ServerSentEvent[] = []
      takeText(utf8.decode(bytes, { stream: true }), messages)
      return messages
    },
    end() {
      const messages: ServerSentEvent[] = []
      takeText(`${utf8.decode()}\n\n`, messages)
      return messages
    },
  }
}

/** One space behind the colon does not belong to the value. */
function valueFrom(line: string, at: number): string {
  return line.slice(line.charCodeAt(at) === 0x20 ? at + 1 : at)
}
