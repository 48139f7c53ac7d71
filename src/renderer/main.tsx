import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app'
import { connect } from './client'
import { applyTheme, rememberedTheme } from './state/remembered-theme'
import { startAnewWithOthers } from './state/restored-database'
import './styles/base.css'

applyTheme(rememberedTheme())
startAnewWithOthers()

const root = document.getElementById('root')
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <App connection={connect()} />
    </StrictMode>,
  )
}
