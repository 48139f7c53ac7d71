import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect, type Socket } from 'node:net'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { onTestFinished } from 'vitest'
import type { Environment } from '@main/llm/environment-connections'
import { createCertificate } from './certificate'
import { type ReceivedRequest, type Respond, startServer } from './provider-server'

/** A world in which the providers' own addresses lead to a server of the test. */
export interface OwnAddresses {
  /** For the application: it names the proxy that leads there. */
  environment: Environment
  /** What arrived, behind TLS. */
  requests: ReceivedRequest[]
  /** Where the application wanted to go, as `host:port`, in order. */
  targets: string[]
}

/**
 * Stands in for providers at their own https addresses, with nothing changed in the application: its proxy is one of
 * the test, which leads every connection to a local TLS server, and the certificate of that is made for the test.
 * @param trusted whether this process trusts the certificate until the test ends
 */
export async function ownAddresses(
  hosts: readonly string[],
  respond: Respond,
  { trusted = true } = {},
): Promise<OwnAddresses> {
  const certificate = createCertificate(hosts)
  const server = await startServer(respond, certificate)
  const proxy = createServer((_request, response) => response.writeHead(405).end())
  const targets: string[] = []
  const sockets = new Set<Socket>()
  proxy.on('connect', ({ url = '' }, socket: Socket) => {
    targets.push(url)
    const tunnel = connect(Number(new URL(server.origin).port), '127.0.0.1')
    // Where one end is cut off, so is the other.
    socket.on('error', () => undefined).on('close', () => tunnel.destroy())
    tunnel.on('error', () => undefined).on('close', () => socket.destroy())
    sockets.add(socket)
    tunnel.on('connect', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      socket.pipe(tunnel).pipe(socket)
    })
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  const before = getCACertificates('default')
  if (trusted) setDefaultCACertificates([...before, certificate.cert])
  onTestFinished(async () => {
    setDefaultCACertificates(before)
    for (const socket of sockets) socket.destroy()
    proxy.close()
    await server.close()
  })
  const address = proxy.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { environment: { HTTPS_PROXY: `http://127.0.0.1:${port}` }, requests: server.requests, targets }
}
