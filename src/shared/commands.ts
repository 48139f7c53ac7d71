/** Where a command's keys work, as the sheet of shortcuts groups them. Two places of one page never share keys. */
export const COMMAND_PLACES = {
  everywhere: 'Everywhere',
  list: 'In a list',
  builder: 'In the builder',
  run: 'On a run',
  gate: 'At an open gate',
  editing: 'While a text is edited',
  sheet: 'In a sheet or dialog',
  message: 'While a message offers it',
} as const
export type CommandPlace = keyof typeof COMMAND_PLACES

/** Something the user can do by keys, or from the menu of the desktop app. */
export interface Command {
  /** As the palette, the sheet of shortcuts and the menu call it: verb first. */
  name: string
  place: CommandPlace
  /**
   * Strokes with a space between: `mod+enter`, `n`, `g w`. `mod` is Command on a Mac and Ctrl elsewhere. Absent: it
   * has a name only, for menu and palette.
   */
  keys?: string
  /** Other keys for the same, as on another platform. */
  alsoKeys?: string
  /** Keys that only the desktop app's menu answers to; browsers keep these for themselves. */
  menuKeys?: string
  /** The element that has the focus answers to the keys (a row, a grip), and nothing listens for them elsewhere. */
  onFocus?: boolean
}

/**
 * The one table of commands with keys: buttons and tooltips, the palette, the sheet of shortcuts and the desktop app's
 * menu read it, so that they can't disagree. `useShortcut` makes the keys work.
 */
export const COMMANDS = {
  palette: { name: 'Search or jump', place: 'everywhere', keys: 'mod+k' },
  newWorkflow: { name: 'New workflow', place: 'everywhere', keys: 'n', menuKeys: 'mod+n' },
  importTemplate: { name: 'Import template', place: 'everywhere', menuKeys: 'mod+o' },
  goToWorkflows: { name: 'Go to Workflows', place: 'everywhere', keys: 'g w' },
  goToRuns: { name: 'Go to Runs', place: 'everywhere', keys: 'g r' },
  goToTemplates: { name: 'Go to Templates', place: 'everywhere', keys: 'g t' },
  goToUsage: { name: 'Go to Usage', place: 'everywhere', keys: 'g u' },
  goToSettings: { name: 'Go to Settings', place: 'everywhere', keys: 'g s', menuKeys: 'mod+,' },
  toggleSidebar: { name: 'Toggle sidebar', place: 'everywhere', keys: 'mod+b' },
  guide: { name: 'Guide', place: 'everywhere', keys: 'g h' },
  shortcuts: { name: 'Keyboard shortcuts', place: 'everywhere', keys: '?' },
  promptLanguage: { name: 'Prompt language', place: 'everywhere', keys: 'g l' },
  useLightTheme: { name: 'Use the light theme', place: 'everywhere' },
  useDarkTheme: { name: 'Use the dark theme', place: 'everywhere' },
  followSystemTheme: { name: 'Follow the system’s theme', place: 'everywhere' },

  search: { name: 'Search the list', place: 'list', keys: '/' },
  nextRow: { name: 'Next row', place: 'list', keys: 'down' },
  previousRow: { name: 'Previous row', place: 'list', keys: 'up', onFocus: true },
  openRow: { name: 'Open the row', place: 'list', keys: 'enter', onFocus: true },
  runRow: { name: 'Run the workflow of the row', place: 'list', keys: 'r', onFocus: true },
  deleteRow: { name: 'Delete the row, where it is your own', place: 'list', keys: 'delete', onFocus: true },

  save: { name: 'Save', place: 'builder', keys: 'mod+s' },
  run: { name: 'Run', place: 'builder', keys: 'mod+enter' },
  undo: { name: 'Undo', place: 'builder', keys: 'mod+z' },
  redo: { name: 'Redo', place: 'builder', keys: 'mod+shift+z', alsoKeys: 'mod+y' },
  takeStep: {
    name: 'Take a step or a field by its grip, and put it down',
    place: 'builder',
    keys: 'space',
    onFocus: true,
  },
  moveStepUp: { name: 'Move it up', place: 'builder', keys: 'up', onFocus: true },
  moveStepDown: { name: 'Move it down', place: 'builder', keys: 'down', onFocus: true },

  runAgain: { name: 'Run again', place: 'run', keys: 'r' },
  pauseOrResume: { name: 'Pause or resume', place: 'run', keys: 'p' },
  stop: { name: 'Stop', place: 'run', keys: 'mod+.' },
  retry: { name: 'Retry the step', place: 'run', keys: 'shift+r' },
  editOutput: { name: 'Edit the output', place: 'run', keys: 'e' },
  export: { name: 'Export', place: 'run' },

  approve: { name: 'Approve', place: 'gate', keys: 'mod+enter' },
  editAndApprove: { name: 'Edit and approve', place: 'gate', keys: 'e' },
  sendBack: { name: 'Send back', place: 'gate', keys: 'b' },

  keepEdit: { name: 'Keep the text, or send the comment', place: 'editing', keys: 'mod+enter' },
  cancelEdit: { name: 'Cancel', place: 'editing', keys: 'escape' },

  confirmSheet: { name: 'Do what the sheet asks for', place: 'sheet', keys: 'mod+enter' },
  closeSheet: { name: 'Close', place: 'sheet', keys: 'escape', onFocus: true },

  undoMessage: { name: 'Undo', place: 'message', keys: 'mod+z' },
} as const satisfies Record<string, Command>

export type CommandName = keyof typeof COMMANDS

/** The entry of a command. */
export function commandOf(name: CommandName): Command {
  return COMMANDS[name]
}

/** Whether a text from outside names a command. */
export function isCommandName(text: unknown): text is CommandName {
  return typeof text === 'string' && Object.hasOwn(COMMANDS, text)
}

/** Every command, in the order of the table. */
export function allCommands(): (Command & { id: CommandName })[] {
  return Object.keys(COMMANDS).flatMap((id) => (isCommandName(id) ? [{ ...commandOf(id), id }] : []))
}
