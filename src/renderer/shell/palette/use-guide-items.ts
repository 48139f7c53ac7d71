import { BookOpen } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useNavigate } from 'react-router'
import type * as Guide from '../../pages/guide/guide-pages'
import type { PaletteItem } from './palette-item'

/** The pages of the guide, by their names and headings, for whoever looks for something. */
export function useGuideItems(search: string): PaletteItem[] {
  const navigate = useNavigate()
  const [guide, setGuide] = useState<Pick<typeof Guide, 'GUIDE_PAGES' | 'guidePath'> | null>(null)
  useEffect(() => {
    // Without it the palette does all else, and the page of the guide says what is the matter.
    import('../../pages/guide/guide-pages').then(setGuide, () => {})
  }, [])
  if (guide === null || search.trim() === '') return []
  return guide.GUIDE_PAGES.filter(({ id }) => id !== '').map((page) => ({
    id: `guide ${page.id}`,
    name: page.name,
    detail: 'in the guide',
    also: `help ${page.parts.map(({ heading }) => heading).join(' ')}`,
    icon: BookOpen,
    path: guide.guidePath(page),
    handicap: 0.1,
    run: () => void navigate(guide.guidePath(page)),
  }))
}
