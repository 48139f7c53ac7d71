import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app'
import { connect } from './client'
import { applyTheme, rememberedTheme } from './state/remembered-theme'
import { startAnewWithOthers } from './state/restored-database'
import './styles/base.css'

applyTheme(rememberedTheme())
startAnewWithOthers()

// The bare address is that of the first page: to be led there by the router would be one more drawing before its list is
// asked for.
if (window.location.pathname === '/') window.history.replaceState(null, '', '/workflows')

const root = document.getElementById('root')
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <App connection={connect()} />
    </StrictMode>,
  )
}
