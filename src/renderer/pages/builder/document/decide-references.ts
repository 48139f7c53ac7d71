import type { BuilderScope } from '../builder-context'

/**
 * Where references mean other steps than they did, asks what they are to mean before that is stored, for a run reads
 * what is stored.
 *
 * @returns false: not now
 */
export function decideReferences({
  session,
  view,
}: Pick<BuilderScope, 'session' | 'view'>): Promise<boolean> {
  view.finishTyping()
  if (session.document.store.getState().agreed === null) return Promise.resolve(true)
  return new Promise((resolve) => {
    view.set({
      onDecided: (decided) => {
        view.set({ onDecided: null })
        resolve(decided)
      },
    })
  })
}
