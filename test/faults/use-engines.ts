import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { type BundledProgram, bundleProgram } from '../support/bundle-program'
import { canaryKey } from '../support/canary-keys'
import { type ProviderProcess, startProvider } from '../support/provider-process'
import { type EngineProcess, startEngine } from './engine-process'

interface Engines {
  /** The provider that they all ask. */
  readonly provider: ProviderProcess
  /** @param fault where the engine kills itself, and at which time of passing there */
  start: (dataFolder: string, fault?: { point: string; number: number }) => Promise<EngineProcess>
}

/** For the tests of a file: the engine as a program, and a provider, made before the first and gone after the last. */
export function useEngines(): Engines {
  let engines: { program: BundledProgram; provider: ProviderProcess }
  beforeAll(async () => {
    const program = await bundleProgram(join(import.meta.dirname, 'engine-program.ts'))
    engines = { program, provider: await startProvider() }
  }, 60_000)
  afterAll(async () => {
    engines.program.remove()
    await engines.provider.stop()
  })
  return {
    get provider() {
      return engines.provider
    },
    start: (dataFolder, fault) =>
      startEngine(
        engines.program.path,
        dataFolder,
        { OPENAI_API_KEY: canaryKey(), OPENAI_BASE_URL: engines.provider.openaiUrl },
        fault,
      ),
  }
}
