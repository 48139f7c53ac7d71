import { leading, list, NOTHING, orList, table } from './decision-parts'
import type { Decision } from './read-decision'
import { capital, clip, quoted } from './sentences'
import { LEAVE_IT } from './sort-statements'

/** What the Decision Memo has written before it recommends: the comparison and the pre-mortem. */
export const COMPARISON_SECTIONS: [heading: RegExp, (decision: Decision) => string][] = [
  [/^musts$/i, musts],
  [/^comparison$/i, comparison],
  [/best case for each/i, bestCases],
  [/tips the balance/i, balance],
  [/reversibility/i, reversibility],
  [/smaller steps/i, smallerSteps],
  [/what went wrong/i, whatWentWrong],
  [/early signs/i, earlySigns],
  [/cheap tests/i, cheapTests],
  [/shared dangers/i, sharedDangers],
]

function musts({ musts: given, options }: Decision): string {
  if (given.length === 0) return 'The notes name nothing that is not negotiable, so no option is out.'
  return list(
    given.map(
      (must) => `**${must}:** unclear for ${orList(options)}. The notes don't say; ask before choosing.`,
    ),
  )
}

function comparison({ criteria, options, facts, assumptions }: Decision): string {
  const rows = criteria.length > 0 ? criteria : ['What it takes', 'What it changes']
  return table(
    ['Criterion', ...options],
    [['What the notes say', ''], ...rows.slice(0, 4).map((criterion) => [criterion, criterion])].map(
      ([name = '', criterion = '']) => [
        name,
        ...options.map((option) => {
          const matches = ({ text }: { text: string }) =>
            shareWords(text, option) && (criterion === '' || shareWords(text, criterion))
          const fact = facts.find(matches)
          if (fact !== undefined) return `${clip(fact.text, 90)} (fact)`
          const belief = assumptions.find(matches)
          if (belief !== undefined) return `${clip(belief.text, 90)} (assumption)`
          return option === LEAVE_IT ? 'as it is today (fact)' : 'not stated (nothing)'
        }),
      ],
    ),
  )
}

function bestCases({ options, summaries }: Decision): string {
  return list(
    options.map((option, index) => {
      if (option === LEAVE_IT)
        return `**${option}:** nothing to build or to pay for now, and nobody has to change a habit.`
      const summary = summaries.get(option) ?? ''
      const why = ['it was named by those who would have to live with it', 'it goes to the cause', 'it can be begun soon'] // prettier-ignore
      return `**${option}:** ${why[index % why.length]}.${summary === '' || summary === option ? '' : ` In the words of the notes: ${quoted(summary)}.`}`
    }),
  )
}

function balance({ options, criteria, assumptions }: Decision): string {
  const belief = assumptions[0]
  return `The options differ most on ${criteria.length > 1 ? orList(criteria.slice(0, 2).map(quoted), 'and') : 'what they cost and how soon they help'}. ${
    belief === undefined
      ? `To prefer ${quoted(leading(options))}, one must believe that the effort was put rightly.`
      : `To prefer ${quoted(leading(options))}, one must judge this, which is believed and not shown: ${quoted(belief.text)} (${belief.by}).`
  } Whatever is chosen, somebody has to look after it.`
}

function reversibility({ options }: Decision): string {
  const prices = [
    'can be left after three months at the price of the work put into it; what people got used to is harder to undo',
    'is undone by going back, as long as the old way is kept running beside it',
    'is hard to undo once data have moved; a copy from before makes it possible',
  ]
  return list(
    options.map((option, index) =>
      option === LEAVE_IT
        ? `**${option}** can be ended on any day; the time until then is gone.`
        : `**${option}** ${prices[index % prices.length]}.`,
    ),
  )
}

function smallerSteps({ options, assumptions, facts }: Decision): string {
  const now = [...facts, ...assumptions].find(({ text }) =>
    /\bwhatever\b|\bthis week\b|\bstart with\b/i.test(text),
  )
  return now === undefined
    ? `${capital(quoted(leading(options)))} can be tried on one small part first, while the rest stays as it is.`
    : `One thing could be done at once, whatever is decided: ${quoted(now.text)}. The rest can wait for the decision.`
}

function whatWentWrong({ options, assumptions }: Decision): string {
  const endings = [
    'It was noticed only when the work was done, as nobody had asked for a number.',
    'Those who had to live with it knew, and had not been in the room.',
    'It had no owner after the first month, and was mended three times by three people.',
  ]
  return list(
    options.map((option, index) => {
      const belief = assumptions[index % Math.max(1, assumptions.length)]
      const broke =
        belief === undefined ? 'It took longer than said.' : `This did not hold: ${quoted(belief.text)}.`
      if (option === LEAVE_IT)
        return `**${option}:** it was decided by nobody deciding. The price grew quietly, and the date that mattered passed.`
      return `**${option}:** ${broke} ${endings[index % endings.length]}`
    }),
  )
}

const SIGNS = [
  ['the same question comes twice', 'the chat'],
  ['a date moves for the second time', 'the plan'],
  ['those concerned stop asking', 'support'],
  ['somebody works around it', 'the people who use it'],
]

function earlySigns({ options, facts }: Decision): string {
  const people = [...new Set(facts.map(({ by }) => by))].filter(
    (by) => !/^(?:not stated|the notes)$/.test(by),
  )
  return table(
    ['Option', 'Sign within six weeks', 'Where to look', 'Who would see it'],
    options.map((option, index) => [
      option,
      ...(SIGNS[index % SIGNS.length] ?? []),
      people[index % Math.max(1, people.length)] ?? 'to be assigned',
    ]),
  )
}

function cheapTests({ unknowns, options }: Decision): string {
  if (unknowns.length === 0) return NOTHING
  return unknowns
    .slice(0, 4)
    .map(
      (unknown, index) =>
        `${index + 1}. Settle this: ${quoted(unknown)}. ${['Half a day.', 'One question to the right person.', 'Two days at most.'][index % 3]} ${index === 0 ? `What comes out speaks for or against ${quoted(leading(options))}.` : ''}`,
    )
    .map((line) => line.trimEnd())
    .join('\n')
}

function sharedDangers({ disputes }: Decision): string {
  return list([
    'Whoever decides is not the one who has to carry it out.',
    disputes[0] === undefined
      ? 'Nobody objects aloud, and the objection comes later.'
      : `The disagreement goes on underneath: ${quoted(disputes[0])}.`,
  ])
}

const significant = (text: string) => text.toLowerCase().match(/[\p{L}\d]{5,}/gu) ?? []

function shareWords(left: string, right: string): boolean {
  const words = new Set(significant(left))
  return significant(right).some((word) => words.has(word))
}
