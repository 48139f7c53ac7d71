import { useEffect, useMemo, useRef } from 'react'
import { useAppState } from './app-state'
import type { PageCommand } from './command-store'

interface PageCommandOptions {
  /** Of the part that the user is at, such as an open gate: before what the whole page offers. */
  nearest?: boolean
}

/** Offers commands to palette and menu while the page, or the part of it, is there. */
export function usePageCommands(
  heading: string,
  commands: readonly PageCommand[],
  { nearest = false }: PageCommandOptions = {},
): void {
  const { offer } = useAppState().commands
  const newest = useRef(commands)
  useEffect(() => {
    newest.current = commands
  })
  // What a command does may change with every render; the offer changes with what is seen of it.
  const seen = commands
    .map(({ id, name, detail, shortcut }) => [id, name, detail, shortcut].join('\t'))
    .join('\n')
  const offered = useMemo(
    () =>
      commands.map((command) => ({
        ...command,
        run: () => newest.current.find(({ id }) => id === command.id)?.run(),
      })),
    // oxlint-disable-next-line react/exhaustive-deps -- what is seen stands for the commands
    [seen],
  )
  useEffect(() => offer(heading, offered, nearest), [offer, heading, offered, nearest])
}
