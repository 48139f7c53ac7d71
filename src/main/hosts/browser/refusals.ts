import type { Verdict } from './access-rules'
import type { PlainPage } from './plain-page'

export const OPEN_THE_LINK =
  'Open the link that "baton serve" printed. If it does not work any more, run "baton serve" again: it prints a new one.'

/** What someone who is not let in gets to read. It says nothing that helps a stranger. */
export const REFUSALS: Record<Exclude<Verdict, 'allowed'>, PlainPage> = {
  'wrong-host': {
    status: 403,
    title: 'This is not Baton’s address',
    advice: `Baton can be reached at 127.0.0.1 only. ${OPEN_THE_LINK}`,
  },
  'wrong-origin': {
    status: 403,
    title: 'Another page asked for this',
    advice: `Baton answers its own pages only. ${OPEN_THE_LINK}`,
  },
  'no-cookie': { status: 401, title: 'This browser does not know Baton yet', advice: OPEN_THE_LINK },
}
