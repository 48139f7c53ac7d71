import { implement } from '@orpc/server'
import {
  contract,
  type Backup,
  type CheckedTemplate,
  type TemplatePreview,
  type TemplateSummary,
} from '@shared/contract'
import { BatonError } from '@shared/errors'
import { parseTemplateFile } from '@shared/model/template-file'
import type { MemoryCore, StoredTemplate } from './memory-core'
import { changedSince, notInMemory } from './memory-workflows'

const os = implement(contract)

export function memoryTemplates(core: MemoryCore) {
  const { templates } = os
  const missing = () => ({ message: 'There is no such template.', data: {} })
  return templates.router({
    list: templates.list.handler(() => core.templates.map(templateSummary)),
    get: templates.get.handler(({ input, errors }): CheckedTemplate => {
      const template = core.templates.find(({ id }) => id === input.templateId)
      if (template === undefined) throw errors.NOT_FOUND(missing())
      return { ...templateSummary(template), workflow: template.workflow, faults: [] }
    }),
    create: templates.create.handler(({ errors }) => {
      throw errors.INTERNAL(notInMemory())
    }),
    update: templates.update.handler(({ errors }) => {
      throw errors.INTERNAL(notInMemory())
    }),
    delete: templates.delete.handler(({ errors }) => {
      throw errors.INTERNAL(notInMemory())
    }),
    preview: templates.preview.handler(({ input }): TemplatePreview => {
      try {
        const { template, warnings } = parseTemplateFile(input.text)
        const { name, description, steps, gateCount } = templateSummary(ownTemplate(template))
        return {
          template: { name, description, steps, gateCount, workflow: template },
          warnings,
          faults: [],
          problems: [],
        }
      } catch (error) {
        if (!(error instanceof BatonError)) throw error
        return { template: null, warnings: [], faults: [], problems: error.problems }
      }
    }),
    import: templates.import.handler(({ input, errors }) => {
      try {
        const { template, warnings } = parseTemplateFile(input.text)
        const own = ownTemplate(template)
        core.templates.push(own)
        return { template: { ...templateSummary(own), workflow: template }, warnings }
      } catch (error) {
        if (!(error instanceof BatonError)) throw error
        throw errors.INVALID({ message: error.message, data: { problems: error.problems } })
      }
    }),
    export: templates.export.handler(({ input, errors }) => {
      const workflow = 'workflowId' in input ? core.workflows.get(input.workflowId) : undefined
      if (workflow === undefined) throw errors.NOT_FOUND(missing())
      return { fileName: `${workflow.name}.baton.json`, mediaType: 'application/json', text: '{}\n' }
    }),
  })
}

function ownTemplate(workflow: StoredTemplate['workflow']): StoredTemplate {
  return { id: `own-${workflow.name}`, source: 'own', updatedAt: 1, workflow }
}

function templateSummary({ id, source, updatedAt, workflow }: StoredTemplate): TemplateSummary {
  return {
    id,
    source,
    updatedAt,
    name: workflow.name,
    description: workflow.description ?? '',
    steps: workflow.steps.map(({ label, stepType }) => ({ label, stepType })),
    gateCount: workflow.steps.filter(({ stepType }) => stepType === 'review').length,
  }
}

export function memorySettings(core: MemoryCore) {
  const { settings } = os
  return settings.router({
    get: settings.get.handler(() => core.settings),
    update: settings.update.handler(({ input, errors }) => {
      if (input.updatedAt !== core.settings.updatedAt) throw errors.CONFLICT(changedSince())
      const given = Object.entries(input.changes).filter(([, value]) => value !== undefined)
      core.settings = { ...core.settings, ...Object.fromEntries(given), updatedAt: input.updatedAt + 1 }
      return core.settings
    }),
  })
}

export function memoryUsage(core: MemoryCore) {
  return os.usage.router({ summary: os.usage.summary.handler(() => core.usage) })
}

export function memoryApp(core: MemoryCore) {
  const { app } = os
  return app.router({
    info: app.info.handler(() => ({
      version: '0.1.0',
      host: 'browser',
      platform: 'linux',
      dataFolder: '/home/maren/.local/share/Baton',
      databaseBytes: 3_240_000,
      keychain: core.keychain,
      corruptDatabaseMovedTo: core.corruptDatabaseMovedTo,
      ...(core.corruptDatabaseMovedTo !== null && { newestSoundBackup: core.backups[0]?.name ?? '' }),
      backups: core.backups,
    })),
    backup: app.backup.handler(() => {
      const backup: Backup = {
        name: `baton-manual-${core.backups.length + 1}.db`,
        bytes: 3_240_000,
        createdAt: Date.now(),
        reason: 'manual',
      }
      core.backups = [backup, ...core.backups]
      return backup
    }),
    restore: app.restore.handler(({ errors }) => {
      throw errors.CONFLICT({ message: 'Another process has the database open.', data: {} })
    }),
  })
}
