import { createContext } from 'react'

/** Where a link leads within Baton, and the way there without loading the page anew. */
export interface OwnLink {
  path: string
  go: () => void
}

/** Around texts of Baton's own: what their links mean that name no place outside. Null, as elsewhere: nothing. */
export const OwnLinks = createContext<((href: string) => OwnLink | null) | null>(null)
