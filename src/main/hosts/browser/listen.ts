import { once } from 'node:events'
import type { Server } from 'node:http'
import { BatonError } from '@shared/errors'

const ADDRESS = '127.0.0.1'
const MOST_TRIES = 50
const TAKEN = new Set(['EADDRINUSE', 'EACCES'])

/**
 * Listens on this machine alone: on the port if it is free, else on the next one that is. 0 takes any.
 * @returns the port
 * @throws BatonError `CONFLICT` if none of a good many can be used
 */
export async function listen(server: Server, port: number): Promise<number> {
  for (let wanted = port, tries = 1; ; wanted = next(wanted), tries += 1) {
    try {
      server.listen({ host: ADDRESS, port: wanted, exclusive: true })
      await once(server, 'listening')
      return portOf(server)
    } catch (error) {
      if (!isTaken(error)) throw error
      if (tries === MOST_TRIES) throw noneFree(port, error)
    }
  }
}

function noneFree(port: number, cause: unknown): BatonError {
  return new BatonError(
    'CONFLICT',
    `Neither port ${port} nor one of the next ${MOST_TRIES - 1} can be used.`,
    {
      remedy: 'Choose another one with --port, or 0 for any free one.',
      cause,
    },
  )
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('The server listens at no port.')
  return address.port
}

function next(port: number): number {
  return port === 65_535 ? 0 : port + 1
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && TAKEN.has(String(error.code))
}
