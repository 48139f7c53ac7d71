import { useAction } from '../../state/use-action'
import { Button } from '../../ui/button'
import { CheckField } from '../../ui/check-field'
import { SearchField } from '../../ui/search-field'
import { Skeleton } from '../../ui/skeleton'
import { VirtualRows } from '../../ui/virtual-rows'
import { ErrorNotice } from '../error-notice'
import type { Exportable, ExportList } from './export-list'
import './export-choices.css'

const ROW_HEIGHT = 34
/** Fewer are found by looking. */
const WORTH_SEARCHING = 10

interface ExportChoicesProps {
  things: string
  list: ExportList
  chosen: ReadonlyMap<string, Exportable>
  onChosen: (chosen: ReadonlyMap<string, Exportable>) => void
}

/** Boxes to tick, for a handful and for thousands. What was ticked stays so while something else is searched for. */
export function ExportChoices({ things, list, chosen, onChosen }: ExportChoicesProps) {
  const { search, onSearch, items, total, error, onRetry, onNeed } = list
  const chooseAll = useAction(async () => {
    const all = await list.readAll()
    onChosen(new Map([...chosen, ...all.map((item) => [item.id, item] as const)]))
  })
  const tick = (item: Exportable, checked: boolean): void => {
    const next = new Map(chosen)
    if (checked) next.set(item.id, item)
    else next.delete(item.id)
    onChosen(next)
  }
  const label = things.charAt(0).toUpperCase() + things.slice(1)
  return (
    <fieldset className="export-choices">
      <legend>
        {label}
        <span className="figures" role="status">
          {chosen.size > 0 && `${chosen.size.toLocaleString('en')} chosen`}
        </span>
        {chosen.size > 0 && (
          <Button size="small" look="ghost" onClick={() => onChosen(new Map())}>
            Choose none
          </Button>
        )}
        <Button
          size="small"
          look="ghost"
          unavailable={chooseAll.busy || total === 0}
          onClick={() => chooseAll.run()}
        >
          {search.trim() === '' ? 'Choose all' : 'Choose all found'}
        </Button>
      </legend>
      {(search !== '' || (total ?? 0) >= WORTH_SEARCHING) && (
        <SearchField label={`Search ${things} to export`} value={search} onChange={onSearch} />
      )}
      {chooseAll.error !== null && (
        <ErrorNotice error={chooseAll.error} title={`Not all ${things} could be chosen.`} />
      )}
      {error !== null && (
        <ErrorNotice error={error} title={`The ${things} could not be loaded.`} onRetry={onRetry} />
      )}
      {total === null && error === null && <Skeleton rows={4} height={ROW_HEIGHT} />}
      {total === 0 && search.trim() !== '' && <p className="list-text">Nothing fits “{search.trim()}”.</p>}
      {total !== null && total > 0 && (
        <VirtualRows
          label={`${label} to export`}
          count={total}
          rowHeight={ROW_HEIGHT}
          onNeed={onNeed}
          renderRow={(index, place) => {
            const item = items[index]
            return (
              <li key={index} {...place} aria-busy={item === undefined || undefined}>
                {item === undefined ? (
                  <div className="skeleton-bar" style={{ width: '38%' }} />
                ) : (
                  <CheckField
                    label={item.name}
                    detail={item.detail}
                    checked={chosen.has(item.id)}
                    onChange={(checked) => tick(item, checked)}
                  />
                )}
              </li>
            )
          }}
        />
      )}
    </fieldset>
  )
}
