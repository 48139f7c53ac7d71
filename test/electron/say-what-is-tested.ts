import type { FullConfig } from '@playwright/test'

/** Before the tests: nobody should take the stand-in for Electron. */
export default function sayWhatIsTested({ projects }: FullConfig): void {
  if (projects.some(({ name }) => name === 'electron')) return
  process.stdout.write(
    'Electron: its program or a display is not here, so the tests of the desktop app use a stand-in (docs/desktop.md).\n',
  )
}
