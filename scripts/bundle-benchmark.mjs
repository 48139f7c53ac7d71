import { readdirSync, rmSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { build } from 'vite'

const root = resolve(import.meta.dirname, '..')
const source = join(root, 'test/benchmark')
/** As deep as `test/e2e/support`, whose files find `out` from where they stand. */
const target = join(root, '.cache/benchmark/programs')

/**
 * Bundles the benchmark as the product is bundled: Baton's own code inside, native packages outside. Each file of
 * `programs` runs in a process of its own. Returns the path of the program that measures.
 */
export async function bundleBenchmark() {
  rmSync(target, { recursive: true, force: true })
  const programs = readdirSync(join(source, 'programs'))
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    resolve: { alias: { '@shared': join(root, 'src/shared'), '@main': join(root, 'src/main') } },
    ssr: {
      noExternal: true,
      external: ['better-sqlite3', '@napi-rs/keyring', '@pydantic/genai-prices', '@playwright/test'],
    },
    build: {
      ssr: true,
      outDir: target,
      target: 'node24',
      rollupOptions: {
        input: {
          bench: join(source, 'bench.ts'),
          ...Object.fromEntries(
            programs.map((file) => [basename(file, '.ts'), join(source, 'programs', file)]),
          ),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  })
  return join(target, 'bench.js')
}
