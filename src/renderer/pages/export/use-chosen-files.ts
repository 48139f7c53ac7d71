import type { ExportedFile } from '@shared/contract'
import { useState } from 'react'
import { describeError } from '../../state/describe-error'
import type { Exportable } from './export-list'
import { readInLots } from './read-in-lots'

export interface ChosenFiles {
  chosen: ReadonlyMap<string, Exportable>
  choose: (chosen: ReadonlyMap<string, Exportable>) => void
  /** What was chosen and turned out to be deleted; it is chosen no more. */
  gone: readonly Exportable[]
  /** The files of all that is chosen; null where some of it is gone, for what is to be done then the user decides. */
  readFiles: () => Promise<ExportedFile[] | null>
}

/** @param first chosen from the start */
export function useChosenFiles(
  first: Exportable | null,
  read: (id: string) => Promise<ExportedFile>,
): ChosenFiles {
  const [chosen, setChosen] = useState<ReadonlyMap<string, Exportable>>(
    new Map(first === null ? [] : [[first.id, first]]),
  )
  const [gone, setGone] = useState<readonly Exportable[]>([])
  const readFiles = async (): Promise<ExportedFile[] | null> => {
    const answers = await readInLots([...chosen.values()], async (item) => {
      try {
        return { item, file: await read(item.id) }
      } catch (error) {
        if (describeError(error).code !== 'NOT_FOUND') throw error
        return { item, file: null }
      }
    })
    const files = answers.flatMap(({ file }) => file ?? [])
    if (files.length === answers.length) return files
    const missing = answers.filter(({ file }) => file === null).map(({ item }) => item)
    setGone(missing)
    setChosen(new Map([...chosen].filter(([, item]) => !missing.includes(item))))
    return null
  }
  const choose = (next: ReadonlyMap<string, Exportable>): void => {
    setGone([])
    setChosen(next)
  }
  return { chosen, choose, gone, readFiles }
}
