import { Link } from 'react-router'
import { SelectField } from '../../ui/select-field'
import { useMedia } from '../../ui/use-media'
import { guidePath, type GuidePage } from './guide-pages'

interface GuideContentsProps {
  pages: readonly GuidePage[]
  shown: GuidePage
  onShow: (path: string) => void
}

/** The pages of the guide: beside the text, or where there is no room, as a field to choose from. */
export function GuideContents({ pages, shown, onShow }: GuideContentsProps) {
  const narrow = useMedia('(max-width: 760px)')
  if (narrow) {
    return (
      <SelectField
        label="Page"
        value={shown.id}
        options={pages.map(({ id, name }) => ({ value: id, name }))}
        onChange={(id) => onShow(guidePath({ id }))}
      />
    )
  }
  const besides = pages.find(({ file }) => !file.startsWith('guide/'))
  return (
    <nav className="guide-contents side-links" aria-label="Guide">
      {pages.map((page) => (
        <Link
          key={page.id}
          to={guidePath(page)}
          aria-current={page === shown ? 'page' : undefined}
          data-besides={page === besides || undefined}
        >
          {page.name}
        </Link>
      ))}
    </nav>
  )
}
