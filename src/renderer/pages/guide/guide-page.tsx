import { useMemo, useRef, useState } from 'react'
import { useLocation, useNavigate, useParams } from 'react-router'
import { usePageTitle } from '../../ui/page-frame'
import { SearchField } from '../../ui/search-field'
import { useShortcut } from '../../ui/use-shortcut'
import { NotFoundPage } from '../not-found-page'
import { GUIDE_PAGES } from './guide-pages'
import { GuideContents } from './guide-contents'
import { GuideHits } from './guide-hits'
import { GuideText } from './guide-text'
import { searchGuide } from './search-guide'
import '../../ui/side-links.css'
import './guide-page.css'

/** The guide, as it is in the repository: every page of it, and a search over all of them. */
export default function GuidePage() {
  const { page: id = '' } = useParams()
  const { hash, key } = useLocation()
  const navigate = useNavigate()
  // Whoever goes to another place has found what they looked for.
  const [typed, setTyped] = useState({ at: key, text: '' })
  const search = typed.at === key ? typed.text : ''
  const searchField = useRef<HTMLInputElement>(null)
  const found = useRef<HTMLDivElement>(null)
  const page = GUIDE_PAGES.find((other) => other.id === id)
  const hits = useMemo(() => searchGuide(GUIDE_PAGES, search), [search])
  usePageTitle(page === undefined || id === '' ? 'Guide' : `${page.title} · Guide`)
  useShortcut('search', () => searchField.current?.focus())

  if (page === undefined) return <NotFoundPage />
  const searching = search.trim() !== ''
  return (
    <div className="guide">
      <div className="guide-side">
        <SearchField
          ref={searchField}
          label="Search the guide"
          value={search}
          onChange={(text) => setTyped({ at: key, text })}
          shortcut="search"
          onDown={() => found.current?.querySelector('a')?.focus()}
        />
        <GuideContents pages={GUIDE_PAGES} shown={page} onShow={(path) => void navigate(path)} />
      </div>
      {searching ? (
        <GuideHits ref={found} hits={hits} search={search.trim()} />
      ) : (
        <GuideText
          key={page.id}
          page={page}
          anchor={decodeURIComponent(hash.slice(1))}
          visit={key}
          onFollow={(path) => void navigate(path)}
        />
      )}
    </div>
  )
}
