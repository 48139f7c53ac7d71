/**
 * Writes resources/template.schema.json from the schema in the code: `node scripts/generate-template-schema.ts`.
 * A test fails when the file is not what this would write.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runnerImport } from 'vite'
import type * as Generator from '../src/shared/model/template-file-json-schema'

const root = join(import.meta.dirname, '..')
const target = join(root, 'resources/template.schema.json')

// The model's imports have no extensions, which plain Node does not resolve; Vite does.
const { module } = await runnerImport<typeof Generator>(
  join(root, 'src/shared/model/template-file-json-schema.ts'),
  { configFile: false, root, logLevel: 'error' },
)
await writeFile(target, module.templateJsonSchema())
process.stdout.write(`Wrote ${target}\n`)
