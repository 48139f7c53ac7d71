import { createRoot } from 'react-dom/client'
import { App } from '../../src/renderer/app'
import { applyTheme } from '../../src/renderer/state/remembered-theme'
import '../../src/renderer/styles/base.css'
import { connectToMemory } from '../../src/renderer/test-support/memory-connection'
import { SCENES } from '../../src/renderer/test-support/scenes'

// Pages as they are, on made-up data: `/runs/shown?scene=gate&theme=dark`. Nothing of this is in the product.
const query = new URLSearchParams(location.search)
const core = (SCENES[query.get('scene')] ?? SCENES.workflows)()
const theme = query.get('theme')
if (theme !== null) {
  core.settings = { ...core.settings, theme }
  localStorage.setItem('baton:theme', theme)
  applyTheme(theme)
}
const connection = connectToMemory(core)
Object.assign(window, { preview: { core, connection } })
createRoot(document.getElementById('root')).render(<App connection={connection} />)
