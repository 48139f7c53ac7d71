import { join } from 'node:path'
import { startDesktop } from './start-desktop'

// This module becomes out/main/index.js.
startDesktop({
  built: {
    renderer: join(import.meta.dirname, '../renderer'),
    preload: join(import.meta.dirname, '../preload/index.cjs'),
    icon: join(import.meta.dirname, '../../resources/icons/linux/256x256.png'),
  },
  environment: process.env,
  platform: process.platform,
  programArguments: process.argv.slice(1),
  workingFolder: process.cwd(),
})
