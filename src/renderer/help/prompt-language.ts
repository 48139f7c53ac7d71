import type { RunInput } from '@shared/model/run'
import type { ScopeStep } from '@shared/prompt/prompt-scope'

/** A prompt and what it comes to. A test holds every one of them against the real parser and resolver. */
export interface PromptExample {
  prompt: string
  /** The text that is sent, or the sentence with which Baton refuses it. */
  result: { text: string } | { problem: string }
  /** Where it is another one than `EXAMPLE_INPUT`. */
  input?: RunInput
}

export interface PromptTopic {
  title: string
  /** One or two sentences; what is between backticks is code. */
  text: string
  examples: PromptExample[]
}

export const EXAMPLE_INPUT = {
  topic: 'harbours',
  ports: [{ name: 'Hamburg' }, { name: 'Genoa' }],
  note: 'Keep {{input}} as it is.',
}

/** The steps above the one whose prompt is shown. */
export const EXAMPLE_STEPS: ScopeStep[] = [
  { id: 'research', label: 'Research', content: 'Two harbours stand out.' },
  { id: 'facts', label: 'Facts', content: '{"title": "Harbours", "depth": 17, "tags": ["ship", "quay"]}' },
  { id: 'draft', label: 'v1.0 draft', content: 'A first draft.' },
  { id: 'notes', label: 'Notes', enabled: false },
  { id: 'gate', label: 'Human Gate', content: 'Two harbours stand out, Genoa most.' },
]

/** The step that asks. */
export const EXAMPLE_LABEL = 'Summary'

export const PROMPT_TOPICS: readonly PromptTopic[] = [
  {
    title: 'The input',
    text: 'What the run was started with. A text goes in as it is. An object goes in as JSON, and its fields can be named, as deep as it goes; lists count from 0.',
    examples: [
      {
        prompt: 'Write about {{input}}.',
        input: 'old harbours',
        result: { text: 'Write about old harbours.' },
      },
      { prompt: 'Write about {{input.topic}}.', result: { text: 'Write about harbours.' } },
      { prompt: 'Begin with {{input.ports.0.name}}.', result: { text: 'Begin with Hamburg.' } },
    ],
  },
  {
    title: 'Earlier steps',
    text: '`content` is the whole text of a step above. A step can’t read one below it. Where two labels are equal, the nearest one above is meant.',
    examples: [
      {
        prompt: 'Shorten: {{steps.Research.content}}',
        result: { text: 'Shorten: Two harbours stand out.' },
      },
    ],
  },
  {
    title: 'Fields of a JSON output',
    text: 'Set a step’s output format to JSON, and later steps can read its fields. Texts go in without quotes, everything else as JSON.',
    examples: [
      {
        prompt: '{{steps.Facts.title}}, {{steps.Facts.depth}} m deep',
        result: { text: 'Harbours, 17 m deep' },
      },
      {
        prompt: 'Tags: {{steps.Facts.tags}}, first {{steps.Facts.tags.0}}',
        result: { text: 'Tags: ["ship","quay"], first ship' },
      },
    ],
  },
  {
    title: 'Labels in quotes',
    text: 'A label ends at its first dot. One with a dot, a quote, `|`, `{` or `}` in it is written in brackets and quotes.',
    examples: [
      {
        prompt: 'Mend this: {{steps["v1.0 draft"].content}}',
        result: { text: 'Mend this: A first draft.' },
      },
    ],
  },
  {
    title: 'Gates',
    text: 'A gate’s prompt is the text that you review. Its content is what you let through: approved as it was, or as you edited it.',
    examples: [
      {
        prompt: 'Go on from: {{steps.Human Gate.content}}',
        result: { text: 'Go on from: Two harbours stand out, Genoa most.' },
      },
    ],
  },
  {
    title: 'When something is missing',
    text: 'Nothing is left out silently: a missing value stops the step with a sentence, unless you give a default. A default also stands in for a step that is switched off.',
    examples: [
      {
        prompt: 'By {{steps.Facts.author | default: "an unknown author"}}',
        result: { text: 'By an unknown author' },
      },
      { prompt: 'Notes: {{steps.Notes.content | default: "none"}}', result: { text: 'Notes: none' } },
      {
        prompt: 'By {{steps.Facts.author}}',
        result: {
          problem:
            '{{steps.Facts.author}} finds no "author": the output of "Facts" has "title", "depth" and "tags". Correct the path, or give a default.',
        },
      },
      {
        prompt: 'Shorten: {{steps.Research}}',
        result: {
          problem: 'This names a step but not what of it. Write {{steps.Research.content}} for its text.',
        },
      },
    ],
  },
  {
    title: 'Braces that are meant as braces',
    text: 'A backslash before `{{` makes it plain text; two are a backslash and then a reference. Single braces need nothing.',
    examples: [
      { prompt: 'Type \\{{input}} here', result: { text: 'Type {{input}} here' } },
      { prompt: 'In C:\\\\{{input.topic}}', result: { text: 'In C:\\harbours' } },
      {
        prompt: 'As JSON: {"a": {{input.ports}}}',
        result: { text: 'As JSON: {"a": [{"name":"Hamburg"},{"name":"Genoa"}]}' },
      },
    ],
  },
  {
    title: 'Values stay values',
    text: 'What comes from an input or an output is put in once and never read as a prompt, whatever is in it.',
    examples: [{ prompt: 'Note: {{input.note}}', result: { text: 'Note: Keep {{input}} as it is.' } }],
  },
]
