import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { build } from 'vite'

const PROJECT = resolve(import.meta.dirname, '../..')

export interface BundledProgram {
  /** For `node`. */
  path: string
  remove: () => void
}

/** Makes a program of a test runnable in a process of its own: aliases resolved, migrations inside. */
export async function bundleProgram(source: string): Promise<BundledProgram> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-program-'))
  const name = `${basename(source, '.ts')}.mjs`
  symlinkSync(join(PROJECT, 'node_modules'), join(folder, 'node_modules'), 'junction')
  await build({
    configFile: false,
    logLevel: 'silent',
    resolve: { alias: { '@shared': join(PROJECT, 'src/shared'), '@main': join(PROJECT, 'src/main') } },
    ssr: { noExternal: ['drizzle-orm', 'zod'] },
    build: {
      ssr: source,
      outDir: folder,
      emptyOutDir: false,
      rollupOptions: { output: { entryFileNames: name } },
    },
  })
  return { path: join(folder, name), remove: () => rmSync(folder, { recursive: true, force: true }) }
}
