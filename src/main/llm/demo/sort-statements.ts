import type { Statement } from './read-statements'
import { capital, clip } from './sentences'

/** What a statement can be to a reader. Told by the words in it, so roughly; by position where they tell nothing. */
export type StatementKind =
  | 'option'
  | 'must'
  | 'wish'
  | 'fact'
  | 'belief'
  | 'dispute'
  | 'unknown'
  | 'limit'
  | 'conclusion'
  | 'pain'
  | 'urgency'
  | 'interest'
  | 'action'

const CUES: Record<StatementKind, RegExp> = {
  option: /^(?:\p{Lu}\p{Ll}+ (?:would (?:go to|like|prefer|use|take|choose)|wants?|prefers?|proposes?|suggests?)\s|(?:\p{L}+ ){0,2}(?:idea|option|alternative|proposal)\b[^:]{0,40}:|should (?:we|i)\b)/iu,
  must: /\bmust\b|\bhas to\b|\bhave to\b|\bmay (?:only|not)\b|\bnever\b|\bcontract\b|\brequired\b|\bat most\b|\bno payment\b|\bwithout\b/i,
  wish: /\bin mind\b|\bwants?\b|\bneeds?\b|\bshould\b|\bwould like\b|\bwish|\bgoal\b|\bplease\b|\bbetter\b|\bso that\b/i,
  fact: /\d/,
  belief: /\bthinks?\b|\bbelieves?\b|\bprobably\b|\bmaybe\b|\bmore like\b|\blooked? good\b|\blaughs\b|\b(?:s?he|they) says?\b|\bexpects?\b|\bguess|\bhopes?\b|\bassum/i,
  dispute: /\bbut\b|\bmore like\b|\bdisagree|\bagainst\b|\bscares\b|\bversus\b|\bthough\b/i,
  unknown: /[?？؟]["'”»)]?$|\bnobody\b|\bno one\b|\bno numbers\b|\bunknown\b|\bunclear\b|\bdon't (?:know|log)\b|\bin writing\b|\bnot (?:known|seen|clear)\b/i,
  limit: /\bshort time\b|\bdid not\b|\blimit|\bhowever\b|\bnevertheless\b|\bnot compare|\bsmall sample\b|\bis not a\b|\bdeclined\b/i,
  conclusion: /\bshows? that\b|\bproves?\b|\bresults? show|\btherefore\b|\bworks\b|\bclear\b|\bthanks to\b|\bshould\b|\bmore .{2,30} than ever\b/i,
  pain: /\bwrong\b|\bproblem|\bnobody\b|\btwice\b|\blate\b|\blost\b|\bforg[eo]t|\bslow\b|\bqueue\b|\bhard\b|\btoday\b|\bannoy|\boverdue\b|\bcan't\b|\bcannot\b/i,
  urgency: /\bsettled\b|\bdeadline\b|\bend of the\b|\bup from\b|\bbefore\b|\buntil\b|\bstops? at\b|\bthis (?:week|month|year)\b/i,
  interest: /\badvised\b|\bready to\b|\bsells?\b|\boffers?\b|\bwrote this\b|\bpublished by\b|\bour (?:product|service)\b/i,
  action: /\bwill\b|\bto do\b|\bplease\b|\blet us\b|\bnext\b|\bmust\b|\bstart\b|\bfix\b|\bsend\b|\bask\b/i,
} // prettier-ignore

/** The statements of a kind, in their order. */
export function ofKind(statements: readonly Statement[], kind: StatementKind): Statement[] {
  return statements.filter((statement) => is(statement, kind))
}

export function is({ text }: Statement, kind: StatementKind): boolean {
  if (!CUES[kind].test(text)) return false
  if (kind === 'unknown' || kind === 'wish') return !CUES.option.test(text)
  return kind !== 'fact' || (!CUES.belief.test(text) && !CUES.unknown.test(text))
}

const LEAD_IN =
  /^(?:\p{Lu}\p{Ll}+ (?:would (?:go to|like|prefer|use|take|choose)|wants?|prefers?|proposes?|suggests?)(?: to)?\s+(?:an? |the )?|(?:\p{L}+ ){0,2}(?:idea|option|alternative|proposal)\b[^:]{0,40}:\s*|should (?:we|i)\s+|(?:what )?[^:]{2,30}:\s+|(?:please )(?:let us )?)/iu

/** A few words that name what a statement is about: the first clause that says something, or one with the cue. */
export function nameOf({ text }: Statement, kind?: StatementKind): string {
  const core = text.replace(LEAD_IN, '').replace(/[.!?。！？]+$/u, '')
  const clauses = core.split(/[,;:(]|\s[–—]\s/u).map((clause) => clause.trim())
  const cued = kind === undefined ? undefined : clauses.find((clause) => CUES[kind].test(clause))
  const telling = cued ?? clauses.find((clause) => !/\s/.test(core) || clause.split(/\s+/).length > 3)
  return capital(clip(telling ?? core, 60))
}

/** The first clause alone, as options are called by few words. */
function optionName(text: string): string {
  return capital(
    clip(
      text
        .replace(LEAD_IN, '')
        .split(/[,;:(.!?]/u, 1)[0]
        ?.trim() ?? text,
      60,
    ),
  )
}

export const LEAVE_IT = 'Leave it as it is'

/** `Should we move, or stay?` names two; else those that somebody proposes. Leaving it is always one. */
export function optionsIn(
  statements: readonly Statement[],
): { name: string; summary: string; added: boolean }[] {
  const named = ofKind(statements, 'option').flatMap(({ text }) => {
    const asked = /^should (?:we|i) (.+?)[?.]*$/i.exec(text)?.[1]
    if (asked === undefined) return [{ name: optionName(text), summary: text, added: false }]
    return asked
      .split(/,?\s+or\s+/i)
      .map((one) => ({ name: capital(clip(one, 60)), summary: text, added: false }))
  })
  const different = [...new Map(named.map((option) => [option.name, option])).values()].slice(0, 4)
  const proposed = { name: 'As proposed', summary: statements[0]?.text ?? '', added: true }
  return [
    ...(different.length === 0 ? [proposed] : different),
    { name: LEAVE_IT, summary: 'Nothing changes for now.', added: true },
  ]
}
