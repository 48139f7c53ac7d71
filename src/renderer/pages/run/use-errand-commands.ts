import type { Run } from '@shared/model/run'
import {
  CircleDollarSign,
  Copy,
  FastForward,
  GitPullRequestArrow,
  SlidersHorizontal,
  Trash2,
} from 'lucide-react'
import type { PageCommand } from '../../state/command-store'
import type { Action } from '../../state/use-action'
import { usePageCommands } from '../../state/use-page-commands'
import type { RunErrands } from './use-run-errands'
import type { useRunOptions } from './use-run-options'

interface ErrandCommandOptions {
  run: Run
  errands: RunErrands
  options: ReturnType<typeof useRunOptions>
  onOpenSettings: () => void
  /** Undefined: it can't be rebased now. */
  onRebase: (() => void) | undefined
  canDelete: boolean
}

/** Offers to the palette what the run's panel has. */
export function useErrandCommands(given: ErrandCommandOptions): void {
  const { run, errands, options, onOpenSettings, onRebase, canDelete } = given
  const { yoloMode } = run.options
  const isFree = ({ busy }: Pick<Action<[]>, 'busy'>): boolean => !busy
  const commands: (PageCommand | false)[] = [
    isFree(errands.clone) && {
      id: 'clone',
      name: 'Clone',
      detail: 'a new run of the same steps and input',
      icon: Copy,
      run: () => errands.clone.run(),
    },
    onRebase !== undefined && {
      id: 'rebase',
      name: 'Rebase…',
      detail: 'on the workflow’s steps as they are now',
      icon: GitPullRequestArrow,
      run: onRebase,
    },
    isFree(options) && {
      id: 'yolo',
      name: 'YOLO mode',
      detail: yoloMode ? 'is on, turns it off' : 'is off, turns it on',
      icon: FastForward,
      run: () => options.run({ yoloMode: !yoloMode }),
    },
    {
      id: 'budget',
      name: 'Budget in USD',
      detail: 'in the settings of this run',
      icon: CircleDollarSign,
      run: onOpenSettings,
    },
    {
      id: 'settings',
      name: 'Settings',
      detail: 'of this run',
      icon: SlidersHorizontal,
      run: onOpenSettings,
    },
    canDelete && {
      id: 'delete',
      name: 'Delete',
      detail: 'this run',
      icon: Trash2,
      run: () => errands.remove.run(),
    },
  ]
  usePageCommands(
    'This run',
    commands.filter((command) => command !== false),
  )
}
