import { join, resolve } from 'node:path'

/**
 * Where Baton keeps its data, as an absolute path: `BATON_HOME`, else the platform's folder for application data.
 * The app and the command line share it. Imports nothing of ours: the command line asks before anything is loaded.
 */
export function defaultDataFolder(
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
  homeFolder: string,
): string {
  const { BATON_HOME: chosen, APPDATA: appData, XDG_DATA_HOME: dataHome } = environment
  if (chosen) return resolve(chosen)
  if (platform === 'darwin') return join(homeFolder, 'Library', 'Application Support', 'Baton')
  if (platform === 'win32') return join(appData || join(homeFolder, 'AppData', 'Roaming'), 'Baton')
  return join(dataHome || join(homeFolder, '.local', 'share'), 'baton')
}
