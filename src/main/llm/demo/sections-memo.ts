import { leading, list, NOTHING, table } from './decision-parts'
import type { Brief } from './read-brief'
import type { Decision } from './read-decision'
import { capital, clip, quoted } from './sentences'
import { LEAVE_IT } from './sort-statements'

/** The recommendation and the memo at the end of the Decision Memo. */
export const MEMO_SECTIONS: [heading: RegExp, (decision: Decision, brief: Brief) => string][] = [
  [/^recommended/i, ({ options }) => recommended(options)],
  [/^because/i, because],
  [/give up/i, giveUp],
  [/^safeguards/i, safeguards],
  [/how sure/i, howSure],
  [/before you decide/i, beforeYouDecide],
  [/^decision$/i, ({ chosen, options }) => chosen ?? recommended(options)],
  [/^why now/i, whyNow],
  [/options we considered/i, optionsConsidered],
  [/why this one/i, whyThisOne],
  [/risks and safeguards/i, risksAndSafeguards],
  [/next steps/i, nextSteps],
  [/when we look/i, lookAgain],
  [/to send/i, toSend],
]

function recommended(options: string[]): string {
  const option = leading(options)
  return option === LEAVE_IT
    ? 'We leave it as it is for six weeks, and then look at it again.'
    : `We begin with ${quoted(option)} on one small part, and decide on the rest after four weeks.`
}

function because({ facts }: Decision, { blocks }: Brief): string {
  const compared = [...(blocks.get('comparison') ?? '').matchAll(/\| ([^|]+?) \((?:fact|assumption)\)/g)]
  const named = [...new Set(compared.map(([, text = '']) => text))].filter(
    (text) => !text.startsWith('as it is'),
  )
  const shown = facts.length > 0 ? facts : named.map((text) => ({ text, by: '' }))
  if (shown.length === 0)
    return 'It is the option that was named first, and it can be undone. The notes give no figure to weigh.'
  return list(
    shown.slice(0, 3).map(({ text, by }) => (by === '' || by === 'the notes' ? text : `${text} (${by})`)),
  )
}

function giveUp({ options }: Decision): string {
  const others = options.filter((option) => option !== leading(options))
  if (others.length === 0) return 'A quicker start.'
  return list(
    others.map((option) =>
      option === LEAVE_IT
        ? 'That nothing has to change for now.'
        : `**${option}**, at least for these weeks, and whatever it would have shown.`,
    ),
  )
}

function safeguards({ options }: Decision, { blocks }: Brief): string {
  const preMortem = blocks.get('pre_mortem') ?? ''
  const story = preMortem.split('\n').find((line) => line.startsWith(`- **${leading(options)}:** `))
  return list([
    ...(story === undefined
      ? []
      : [
          `The pre-mortem tells how it fails: ${story.slice(leading(options).length + 8)} One person is named who looks for the first sign of it, and stops the trial at the second.`,
        ]),
    'The old way is kept until the trial has shown that it is not needed.',
  ])
}

function howSure({ unknowns }: Decision): string {
  return `Low: the demo takes the first option that the notes name, where a model would weigh them.${unknowns[0] === undefined ? '' : ` An answer to ${quoted(unknowns[0])} could turn it round.`}`
}

function beforeYouDecide({ deadline, disputes }: Decision): string {
  return `1. Who answers for it if it fails? Without a name, leave it.
2. Is the date fixed${deadline === 'not stated' ? '' : ` (${deadline})`}? If not, the open questions come first.${disputes[0] === undefined ? '' : `\n3. Can those who disagree live with it? ${capital(quoted(disputes[0]))} speaks for asking them.`}`
}

function whyNow({ facts }: Decision, brief: Brief): string {
  const given = /^Why now: (.+)$/m.exec(brief.instructions)?.[1]
  const shown = facts.slice(0, 2).map(({ text }) => text)
  return (
    [...new Set([given, ...shown])].filter((one) => one !== undefined && one !== 'not stated').join(' ') ||
    NOTHING
  )
}

function optionsConsidered({ options, chosen = '' }: Decision): string {
  const best = ['it goes to the cause', 'it can be begun soon', 'it keeps what works']
  return table(
    ['Option', 'Best argument', 'Why, or why not'],
    options.map((option, index) => [
      option,
      option === LEAVE_IT ? 'nobody has to change a habit' : (best[index % best.length] ?? ''),
      chosen.toLowerCase().includes(option.toLowerCase()) ? 'chosen' : 'not named in the decision',
    ]),
  )
}

function whyThisOne({ disputes, facts }: Decision): string {
  const reason = facts[0]
  const reasons =
    reason === undefined ? 'It was decided by its owner.' : `It rests on this: ${quoted(reason.text)}.`
  return `${reasons}${disputes[0] === undefined ? '' : ` Not everybody saw it so: ${quoted(disputes[0])}.`}`
}

function risksAndSafeguards({ disputes, facts }: Decision): string {
  const owner = facts.find(({ by }) => !/^(?:not stated|the notes)$/.test(by))?.by ?? 'to be assigned'
  return table(
    ['Danger', 'Early sign', 'What we do', 'Who'],
    [
      [
        disputes[0] === undefined ? 'It takes longer than said' : clip(disputes[0], 80),
        'a date moves',
        'stop and look',
        owner,
      ],
      ['Nobody looks after it', 'the same question comes twice', 'name somebody', 'to be assigned'],
    ],
  )
}

function nextSteps({ owner }: Decision): string {
  return table(
    ['Action', 'Who', 'By when'],
    [
      ['Choose the small part to begin with', owner === 'not stated' ? 'to be assigned' : owner, 'this week'],
      ['Write down what is measured, and today’s figure', 'to be assigned', 'before it begins'],
      ['Tell those concerned', 'to be assigned', 'this week'],
    ],
  )
}

function lookAgain(): string {
  return 'After four weeks, or at the first early sign from the table above, whichever comes first. If the sign is there twice, we go back.'
}

function toSend({ chosen, options, question }: Decision): string {
  const decided = (chosen ?? recommended(options)).replace(/\s+/g, ' ')
  return `We have decided. The question was: ${quoted(clip(question, 120))} The answer: ${decided} Nothing else changes for you this week. If you see an early sign, or something that nobody thought of, reply here; the sooner the better.`
}
