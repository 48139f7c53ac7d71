import type { CommandName } from '@shared/commands'
import { saveFiles } from '../ui/save-files'
import type { DesktopBridge, FileToKeep, SavedFiles } from './desktop-bridge'
import { createHostMessages, type HostMessages } from './host-messages'

/** What is around the page: the desktop app's shell, or a browser, which says nothing. */
export interface Host extends HostMessages {
  /** Tells the menu which commands of the page can be done now. */
  offer: (commands: readonly CommandName[]) => void
  /**
   * Gives the user template files to keep: as downloads, or, where the desktop app would ask about each of several, in a
   * folder that it asks for once.
   * @param signal ends downloads that have not begun
   * @returns where they went; null: the user chose no folder
   * @throws FilesNotSaved
   */
  keepFiles: (files: readonly FileToKeep[], signal: AbortSignal) => Promise<{ folder: string | null } | null>
}

/** Files that the desktop app could not write, or not all of them. */
export class FilesNotSaved extends Error {
  override readonly name = 'FilesNotSaved'
  readonly remedy: string | undefined

  constructor(message: string, remedy: string | undefined) {
    super(message)
    this.remedy = remedy
  }
}

export function createHost(bridge: DesktopBridge | undefined): Host {
  return {
    ...createHostMessages(),
    offer: (commands) => bridge?.offer(commands),
    async keepFiles(files, signal) {
      if (bridge === undefined || files.length === 1) {
        await saveFiles(files, signal)
        return { folder: null }
      }
      const answer = await bridge.saveFiles(files.map(({ fileName, text }) => ({ fileName, text })))
      if (answer?.problem != null) throw explain(answer.problem, answer.saved, files.length)
      return answer === null || answer.folder === null ? null : { folder: answer.folder }
    },
  }
}

function explain(problem: NonNullable<SavedFiles['problem']>, saved: number, asked: number): FilesNotSaved {
  const before = saved === 0 ? '' : `${saved} of ${asked} files are saved. `
  return new FilesNotSaved(before + problem.message, problem.remedy)
}
