import { CircleAlert, CircleCheck, CircleDashed, TriangleAlert } from 'lucide-react'
import { memo, useRef } from 'react'
import { useStore } from 'zustand'
import { Button } from '../../ui/button'
import { formatCount } from '../../ui/format-count'
import { Popover } from '../../ui/popover'
import { ProblemLine } from '../../ui/problem-line'
import { useBuilder, useView } from './builder-context'
import type { PlacedProblem } from './checks/gather-problems'
import './problems-button.css'
import { ReboundChoice } from './rebound-choice'

const MOST_SHOWN = 50
/** As in the style sheet: the button stands 12 px below the footer's edge. */
const ABOVE_FOOTER = 12 + 6

/** How many problems there are; opens the list, from which each one is a jump away. */
export const ProblemsButton = memo(function ProblemsButton({ problems }: { problems: PlacedProblem[] }) {
  const { session, view } = useBuilder()
  const open = useView((state) => state.problemsOpen)
  const setOpen = (problemsOpen: boolean): void => view.set({ problemsOpen })
  const jumped = useRef(false)
  const isEmpty = useStore(session.document.store, ({ workflow }) => workflow.steps.length === 0)
  const errors = problems.filter(({ problem }) => problem.severity === 'error').length
  const rebound = problems.some((one) => one.rebound)
  if (problems.length === 0) {
    return (
      <span className="no-problems">
        {isEmpty ? <CircleDashed aria-hidden="true" /> : <CircleCheck aria-hidden="true" />}
        {isEmpty ? 'No steps yet' : 'No problems'}
      </span>
    )
  }
  return (
    <Popover
      label="Problems"
      side="top"
      align="start"
      gap={ABOVE_FOOTER}
      open={open}
      onOpenChange={(next) => {
        jumped.current = false
        setOpen(next)
      }}
      onCloseFocus={() => jumped.current}
      trigger={
        <Button
          look="ghost"
          className={errors > 0 ? 'problems-bad' : 'problems-warn'}
          icon={errors > 0 ? CircleAlert : TriangleAlert}
        >
          {formatCount(problems.length, 'problem')}
        </Button>
      }
    >
      {rebound && <ReboundChoice />}
      <ul className="problems-list">
        {problems.slice(0, MOST_SHOWN).map(({ problem, place }) => (
          <li key={`${problem.path.join('/')} ${problem.range?.from ?? ''} ${problem.message}`}>
            <button
              type="button"
              className="problems-item"
              onClick={() => {
                jumped.current = true
                setOpen(false)
                view.goTo(place)
              }}
            >
              <ProblemLine problem={problem} />
            </button>
          </li>
        ))}
        {problems.length > MOST_SHOWN && (
          <li className="problems-more">And {problems.length - MOST_SHOWN} more.</li>
        )}
      </ul>
    </Popover>
  )
})
