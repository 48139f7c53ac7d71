import type { Run } from '@shared/model/run'
import {
  Braces,
  Copy,
  FileText,
  GitPullRequestArrow,
  RotateCcw,
  SlidersHorizontal,
  Trash2,
} from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../ui/button'
import { IconButton } from '../../ui/icon-button'
import { Popover } from '../../ui/popover'
import { ErrorNotice } from '../error-notice'
import { ActionError } from './action-error'
import { RebaseSheet } from './rebase-sheet'
import { RunCost } from './run-cost'
import { RunOptionFields } from './run-option-fields'
import { useErrandCommands } from './use-errand-commands'
import { useRunErrands } from './use-run-errands'
import { useRunOptions } from './use-run-options'
import './run-settings.css'

interface RunSettingsProps {
  run: Run
  onRunAgain: () => void
}

/** The panel with a run's options, what it costs, and what can be done with it as a whole. */
export function RunSettings({ run, onRunAgain }: RunSettingsProps) {
  const [open, setOpen] = useState(false)
  const [rebasing, setRebasing] = useState(false)
  const errands = useRunErrands(run)
  const options = useRunOptions(run)
  const { clone, exportFile, remove } = errands
  const failed = [clone, exportFile, remove].find(({ error }) => error !== null)
  const resting = run.status !== 'running'
  const canRebase = resting && (run.workflowId !== null || run.sourcePath !== null)
  const rebase = (): void => setRebasing(true)
  useErrandCommands({
    run,
    errands,
    options,
    onOpenSettings: () => setOpen(true),
    onRebase: canRebase ? rebase : undefined,
    canDelete: resting && !remove.busy,
  })
  const leave = (then: () => void) => (): void => {
    setOpen(false)
    then()
  }
  return (
    <>
      <Popover
        label="Settings"
        trigger={<IconButton icon={SlidersHorizontal} label="Settings" />}
        open={open}
        onOpenChange={setOpen}
      >
        <div className="run-settings">
          <RunOptionFields run={run} />
          <RunCost run={run} />
          <div className="run-errands">
            <Button look="ghost" icon={RotateCcw} onClick={leave(onRunAgain)}>
              Run again…
            </Button>
            <Button
              look="ghost"
              icon={Copy}
              hint="A new run of the same steps and input, without outputs"
              unavailable={clone.busy}
              onClick={() => clone.run()}
            >
              Clone
            </Button>
            {canRebase && (
              <Button
                look="ghost"
                icon={GitPullRequestArrow}
                hint="Takes over the workflow’s steps as they are now, and shows first what stays valid"
                onClick={leave(rebase)}
              >
                Rebase…
              </Button>
            )}
            <Button look="ghost" icon={FileText} onClick={() => exportFile.run('markdown')}>
              Export Markdown
            </Button>
            <Button look="ghost" icon={Braces} onClick={() => exportFile.run('json')}>
              Export JSON
            </Button>
            <Button
              look="ghost"
              className="button-danger"
              icon={Trash2}
              hint={resting ? undefined : 'Stop the run first'}
              unavailable={!resting || remove.busy}
              onClick={() => remove.run()}
            >
              Delete
            </Button>
          </div>
          {failed !== undefined && <ErrorNotice error={failed.error} />}
        </div>
      </Popover>
      {!open && <ActionError errors={[clone, remove, options]} />}
      {rebasing && <RebaseSheet run={run} onClose={() => setRebasing(false)} />}
    </>
  )
}
