import { CommandKeys } from '../../ui/shortcut'

/** What the keys do on a row. */
export function TemplateKeys({ own }: { own: boolean }) {
  return (
    <p className="page-note">
      <CommandKeys command="previousRow" caps /> <CommandKeys command="nextRow" caps /> to move,{' '}
      <CommandKeys command="openRow" caps /> to use, <CommandKeys command="runRow" caps /> to run
      {own && (
        <>
          , <CommandKeys command="deleteRow" caps /> to delete
        </>
      )}
    </p>
  )
}
