type Feature = [name: string, text: string]

/** How a journey begins and how it ends, around the feature that it is about. */
interface Journey {
  name: string
  before: string
  after: string
  worked: string
}

/** What ideas often are, so that an answer says something about the one it was given. */
interface ProductKind {
  promise: string
  /** Using it, and looking at what is there. */
  use: Journey
  look: Journey
  /** The first is what `use` is about, the second what `look` is about. */
  features: readonly [Feature, Feature, ...Feature[]]
}

export const GENERAL: ProductKind = {
  promise: 'I know how things stand, and it costs me no time.',
  use: {
    name: 'in the middle of something else',
    before: 'Something happens',
    after: 'a short confirmation → back to work',
    worked: 'they need not think of it again.',
  },
  look: {
    name: 'somebody else needs it',
    before: 'Opens it',
    after: 'acts on it',
    worked: 'nobody had to be asked.',
  },
  features: [
    ['Add something in one step', 'put something new in without filling in a form'],
    ['See how things stand at a glance', 'tell without searching what is there and what state it is in'],
    ['Begin with an example', 'change an example at the first start instead of facing an empty page'],
    ['Find it again', 'find anything by a word that they remember'],
    ['Undo the last step', 'take back a mistake without asking anybody'],
    ['Go on without a connection', 'keep working while the network is away, and lose nothing'],
    ['Hand it over', 'give somebody else what they need in order to go on'],
    ['See what changed', 'come back after a week and see what happened'],
    ['Hear of it in time', 'be told while something can still be done about it'],
    ['Take everything along', 'leave at any time with all data in one file'],
    ['Mark what is wrong', 'mark a thing as broken or wrong, so that nobody relies on it'],
  ],
}

const TRACKING: ProductKind = {
  promise: 'It takes me ten seconds, and it never makes me feel behind.',
  use: {
    name: 'on the go',
    before: 'Something happens that is worth keeping',
    after: 'a confirmation that can be felt → the phone is away again',
    worked: 'they don’t think of it until they want to.',
  },
  look: {
    name: 'the look back',
    before: 'A quiet moment',
    after: 'one thing that recurs → acts on it, or lets it be',
    worked: 'they know something about themselves that they didn’t know before.',
  },
  features: [
    ['Ten-second entry', 'note something with one hand and put the phone away again'],
    ['See the rhythm', 'look back over the last weeks and see what recurs'],
    ['A day of one’s own', 'let the day begin and end when theirs does, not at midnight'],
    ['Come back without reproach', 'pick up after an absence; nothing counts what was missed'],
    ['Quiet hours', 'hear nothing while they sleep or work'],
    ['One observation a week', 'read one thing that recurs, with the entries it is made from'],
    ['Go on without a connection', 'enter everything without a network, and lose nothing'],
    ['Say it instead', 'speak an entry where typing is too much'],
    ['Correct it later', 'change an entry of yesterday without explaining why'],
    ['Private by default', 'begin without an account, and leave with everything in one file'],
  ],
}

const SHARING: ProductKind = {
  promise: 'I know that it is there before I come.',
  use: {
    name: 'while somebody waits',
    before: 'Somebody stands there with a thing',
    after: 'both see that it is done → the next one',
    worked: 'nothing was written down twice.',
  },
  look: {
    name: 'from home',
    before: 'Needs a thing on Saturday',
    after: 'keeps it for themselves → comes, and it is there',
    worked: 'nobody came in vain.',
  },
  features: [
    ['Hand out and take back in one step', 'do it while somebody waits, without writing anything twice'],
    ['See what is free', 'tell before coming whether a thing is there'],
    ['Reserve it', 'be sure that it is there when they come'],
    ['Hold back what is broken', 'mark a thing as damaged, so that it doesn’t go out again'],
    ['Hear of it before it is due', 'be reminded without anybody having to be annoyed first'],
    ['See who has it', 'know where a thing is when somebody asks'],
    ['Go on without a connection', 'hand out and take back while the network is away'],
    ['A sheet for the wall', 'print what is out, for those who don’t look at screens'],
    ['Undo the last step', 'take back a mistake without asking anybody'],
  ],
}

const KINDS: [RegExp, ProductKind][] = [
  [/\b(?:track|habit|diary|journal|log(?:ging|book)?|routine|mood|sleep|health|fitness)/i, TRACKING],
  [/\b(?:lend|borrow|rent|reserv|book(?:ing|s)?\b|shar(?:e|ing)|librar|inventory|stock)/i, SHARING],
]

export function kindOf(idea: string): ProductKind {
  return KINDS.find(([words]) => words.test(idea))?.[1] ?? GENERAL
}
