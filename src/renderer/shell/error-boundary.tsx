import { Component, type ReactNode } from 'react'
import { Button } from '../ui/button'
import './error-boundary.css'

interface ErrorBoundaryProps {
  /** A broken page is tried again when this changes. */
  resetOn?: string
  children: ReactNode
}

/** Where a page breaks by a defect of Baton's: says what that means for the user's work, and offers a way on. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { error: unknown; resetOn?: string }> {
  override state: { error: unknown; resetOn?: string } = { error: null }

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  static getDerivedStateFromProps({ resetOn }: ErrorBoundaryProps, state: { resetOn?: string }) {
    return state.resetOn === resetOn ? null : { error: null, resetOn }
  }

  override render() {
    return this.state.error === null ? this.props.children : <BrokenPage error={this.state.error} />
  }
}

function BrokenPage({ error }: { error: unknown }) {
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return (
    <div className="broken-page" role="alert">
      <h1>This page has broken</h1>
      <p>
        That is a defect of Baton, not of your work: workflows and outputs are stored, and runs go on without
        this page. Loading the window again mends it in most cases.
      </p>
      <div className="broken-actions">
        <Button look="primary" onClick={() => location.reload()}>
          Load again
        </Button>
        <Button onClick={() => location.assign('/workflows')}>Go to Workflows</Button>
      </div>
      <details>
        <summary>What to put into a report</summary>
        <pre>{details}</pre>
      </details>
    </div>
  )
}
