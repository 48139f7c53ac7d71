import { memo, useEffect, useRef } from 'react'
import { useNavigate } from 'react-router'
import { useStore } from 'zustand'
import { useAction } from '../../state/use-action'
import { Notice } from '../../ui/notice'
import { ErrorNotice } from '../error-notice'
import { OfferedButton } from '../offered-button'
import { useBuilder, useView } from './builder-context'
import { requireFinished } from './checks/require-finished'
import { decideReferences } from './document/decide-references'
import { NOTICES } from './document/view-store'
import type { SaveFailure } from './use-save-and-run'

interface BuilderNoticesProps {
  failure: SaveFailure | null
}

/** What went wrong with saving, and what somebody else changed meanwhile, with the choices there are. */
export const BuilderNotices = memo(function BuilderNotices({ failure }: BuilderNoticesProps) {
  const navigate = useNavigate()
  const scope = useBuilder()
  const { session, view } = scope
  const { conflict, draftError } = useStore(session.store)
  const place = useRef<HTMLDivElement>(null)
  const wanted = useView((state) => state.wanted)
  const decide = useAction((act: () => Promise<unknown>) => act())
  const isTold = failure !== null || conflict !== null
  useEffect(() => {
    if (isTold && view.take(null, [NOTICES.field]) !== null) place.current?.focus()
  }, [view, wanted, isTold])
  const copy = async (): Promise<void> => {
    if (!(await decideReferences(scope))) return
    requireFinished(scope)
    const { id } = await session.saveAsCopy()
    await navigate(`/workflows/${id}`, { replace: true })
  }
  const canComeBack = conflict?.kind === 'deleted' && conflict.updatedAt !== null
  const isGone = conflict?.kind === 'deleted' && !canComeBack
  return (
    <div ref={place} className="builder-notices" {...(isTold && { tabIndex: -1 })}>
      {failure !== null ? (
        <ErrorNotice {...failure} />
      ) : (
        decide.error !== null && <ErrorNotice error={decide.error} title="The workflow was not saved." />
      )}
      {draftError !== null && (
        <ErrorNotice error={draftError} title="Unsaved changes are not being kept at the moment." />
      )}
      {conflict !== null && (
        <Notice
          tone="warn"
          title={TITLES[conflict.kind]}
          actions={
            <>
              {conflict.kind !== 'deleted' && (
                <>
                  <OfferedButton
                    under="This workflow"
                    offer={conflict.kind === 'draft' ? 'Go on with theirs' : 'Take the saved one'}
                    size="small"
                    onClick={() => decide.run(session.takeTheirs)}
                  >
                    {conflict.kind === 'draft' ? 'Go on with theirs' : 'Take the saved one'}
                  </OfferedButton>
                  <OfferedButton
                    under="This workflow"
                    offer="Keep mine"
                    size="small"
                    onClick={() => decide.run(session.keepMine)}
                  >
                    Keep mine
                  </OfferedButton>
                </>
              )}
              {canComeBack && (
                <OfferedButton
                  under="This workflow"
                  offer="Bring it back"
                  size="small"
                  onClick={() => decide.run(session.bringBack)}
                >
                  Bring it back
                </OfferedButton>
              )}
              <OfferedButton
                under="This workflow"
                offer="Save mine as a copy"
                size="small"
                onClick={() => decide.run(copy)}
              >
                Save mine as a copy
              </OfferedButton>
            </>
          }
        >
          <p>{TEXTS[isGone ? 'gone' : conflict.kind]}</p>
        </Notice>
      )}
    </div>
  )
})

const TITLES = {
  workflow: 'This workflow was saved elsewhere while you had unsaved changes.',
  draft: 'Another window has unsaved changes of this workflow.',
  deleted: 'This workflow was deleted elsewhere.',
}

const TEXTS = {
  workflow:
    'Nothing is overwritten until you decide. “Keep mine” goes on here, and your next Save replaces the other version.',
  draft:
    'Only one of them can be kept for the next time. “Keep mine” replaces the other window’s unsaved changes.',
  deleted: 'What you have here goes on with it when it is brought back, or can be kept as a new workflow.',
  gone: 'It can’t be brought back any more. What you have here can be kept as a new workflow.',
}
