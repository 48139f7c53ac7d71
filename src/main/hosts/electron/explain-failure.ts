import { app, dialog } from 'electron'
import { BatonError } from '@shared/errors'
import type { DefectLog } from '../shared/defect-log'

/** Says why Baton can't start and what to do about it, and ends. */
export function explainFailure(error: unknown, log: DefectLog): void {
  if (error instanceof BatonError) {
    dialog.showErrorBox('Baton can’t start', [error.message, error.remedy].filter(Boolean).join('\n\n'))
  } else {
    log(error, 'start')
    dialog.showErrorBox('Baton can’t start', 'It met an error of its own. The log in the data folder has it.')
  }
  app.exit(1)
}
