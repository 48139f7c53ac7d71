import { CommandKeys } from './shortcut'

interface RowKeysHintProps {
  /** What R does, such as `to run`; absent: nothing. */
  run?: string
  /** Whether rows can be deleted. */
  remove?: boolean
}

/** What the keys of a list do, for the line under it. */
export function RowKeysHint({ run, remove = false }: RowKeysHintProps) {
  return (
    <>
      press <CommandKeys command="previousRow" caps /> <CommandKeys command="nextRow" caps /> to move,{' '}
      <CommandKeys command="openRow" caps /> to open
      {run !== undefined && (
        <>
          , <CommandKeys command="runRow" caps /> {run}
        </>
      )}
      {remove && (
        <>
          , <CommandKeys command="deleteRow" caps /> to delete
        </>
      )}
    </>
  )
}
