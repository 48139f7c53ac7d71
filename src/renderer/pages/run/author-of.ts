import type { RevisionView } from '@shared/contract'

/** Who made a revision, in a word. */
export function authorOf({ source }: Pick<RevisionView, 'source'>): string {
  switch (source) {
    case 'model':
      return 'model'
    case 'human':
      return 'you'
    case 'cache':
      return 'an earlier run'
    case 'passthrough':
      return 'passed on'
  }
}
