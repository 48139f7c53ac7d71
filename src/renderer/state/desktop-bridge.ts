import type { CommandName } from '@shared/commands'

/** A file to be kept, as the API exports them. */
export interface FileToKeep {
  fileName: string
  mediaType: string
  text: string
}

/** What came of files that were to be kept. */
export interface SavedFiles {
  /** Null: the user chose none. */
  folder: string | null
  saved: number
  /** Why not all of them were saved. */
  problem: { message: string; remedy?: string } | null
}

/** What the preload script of the desktop app gives the page. The shell checks all that it is told. */
export interface DesktopBridge {
  /** Asks for a port, which comes as a message. */
  connect: () => void
  /** Tells which commands of the page can be done now, in place of what was told before. */
  offer: (commands: readonly CommandName[]) => void
  /** Asks the user for a folder, once, and writes template files there. Null: the shell did not listen. */
  saveFiles: (files: readonly Pick<FileToKeep, 'fileName' | 'text'>[]) => Promise<SavedFiles | null>
}
