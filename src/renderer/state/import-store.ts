import { createStore, type StoreApi } from 'zustand/vanilla'
import { harmlessName } from './harmless-name'

/** A file that somebody opened, dropped, chose or pasted: its text, or why it can't be a template. */
export type OfferedFile = { fileName: string } & (
  | { text: string; refusal?: undefined }
  | { text?: undefined; refusal: string }
)

/** Nothing of it is written before the user agrees. */
export type OpenedFile = OfferedFile & { id: number }

export interface ImportState {
  /** In the order in which they came; the first one is shown. */
  files: OpenedFile[]
  /** How many came since there was none. */
  total: number
}

export interface ImportStore {
  store: StoreApi<ImportState>
  open: (...files: OfferedFile[]) => void
  /** These are done with. */
  drop: (ids: readonly number[]) => void
  close: () => void
  /** Lets the user choose files; the place that can do that says how. */
  choose: () => void
  onChoose: (choose: () => void) => () => void
}

const NONE: ImportState = { files: [], total: 0 }

/** Template files that wait for the user's yes or no. */
export function createImportStore(): ImportStore {
  const store = createStore<ImportState>(() => NONE)
  let lastId = 0
  let chooser: (() => void) | null = null
  return {
    store,
    open: (...offered) => {
      const added = offered.map((file) => ({ ...file, fileName: harmlessName(file.fileName), id: ++lastId }))
      store.setState(({ files, total }) => ({ files: [...files, ...added], total: total + added.length }))
    },
    drop: (ids) =>
      store.setState(({ files, total }) => {
        const left = files.filter(({ id }) => !ids.includes(id))
        return left.length === 0 ? NONE : { files: left, total }
      }),
    close: () => store.setState(NONE),
    choose: () => chooser?.(),
    onChoose: (choose) => {
      chooser = choose
      return () => {
        if (chooser === choose) chooser = null
      }
    },
  }
}
