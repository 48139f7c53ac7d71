import { EXIT_CODES } from './exit-codes'

const ABOUT = `
Baton runs workflows: chains of prompts for language models, with review gates
between them. Every output is kept. A run that pauses, fails or is cut short
goes on where it was, and nothing that is up to date is paid for twice.

The app and the command line share their data. What the app shows as a run is
here as RUN: an id, the start of one, or "last". A workflow is a file, an id or
a name. "baton help COMMAND" tells all about a command. In a checkout of Baton,
"npm run -s baton --" stands for "baton".
`

const EXAMPLES = `
Examples:
  $ baton templates
  $ baton run "Decision Memo" --input "Should we move the office?"
  $ baton resume last --approve
  $ baton show last --markdown > memo.md

  In a script: the text on standard output, the exit code says how it ended.
  $ baton run ./brief.baton.json --yolo --quiet - < article.txt > brief.md
`

const OUTPUT = `
Output:
  In a terminal a run is drawn live, elsewhere it is told in plain lines. --json
  prints one event per line (progress, text, done, error, retry, skipped,
  paused); --quiet prints the last step's output. Messages go to standard error.
  Ctrl-C stops the run cleanly, as does a closed terminal, or a reader of the
  output that goes away; a second Ctrl-C ends at once.
`

const ENVIRONMENT = `
Environment:
  BATON_HOME            the data folder
  OPENAI_API_KEY        makes a connection named "openai" for this process
  OPENAI_BASE_URL       its address, if it is not OpenAI's own
  ANTHROPIC_API_KEY     makes a connection named "anthropic" for this process
  ANTHROPIC_BASE_URL    its address, if it is not Anthropic's own
  HTTPS_PROXY NO_PROXY  the proxy for requests, and the hosts that need none
  BATON_DEMO_PACE       pace of the built-in "demo" connection; 0 is instant
  NO_COLOR              no colours
`

const FILES = `
Files:
  The data folder holds the database (baton.db) and its backups. It is BATON_HOME or
    macOS    ~/Library/Application Support/Baton
    Windows  %APPDATA%\\Baton
    Linux    $XDG_DATA_HOME/baton, or ~/.local/share/baton
  Workflow files are named *.baton.json. Keys are in no file of Baton's.`

/** What stands under the list of commands. */
export function manual(): string {
  const codes = Object.entries(EXIT_CODES).map(([code, meaning]) => `  ${code.padStart(3)}  ${meaning}`)
  return [EXAMPLES, OUTPUT, `\nExit codes:\n${codes.join('\n')}\n`, ENVIRONMENT, FILES].join('')
}

/** What stands above it. */
export const description = `Runs chains of prompts, and keeps every output.\n${ABOUT.trimEnd()}`
