import { startServer, type TestServer } from '../support/provider-server'
import { answerEvents } from '../support/provider-streams'

/** A server on this machine that wants a key, offers one model and answers with it. */
export async function startKeyedProvider(key: string, model: string): Promise<TestServer> {
  return startServer((response, { url, headers }) => {
    if (headers.authorization !== `Bearer ${key}`) {
      response.writeHead(401, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ error: { message: 'No.', type: 'error', code: 'invalid_api_key' } }))
    } else if (url.endsWith('/models')) {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ object: 'list', data: [{ id: model, object: 'model' }] }))
    } else {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.end(answerEvents('openai-chat', ['Answered ', 'by the ', 'house.']).join(''))
    }
  })
}
