import { useNavigate } from 'react-router'
import { Button } from '../../ui/button'
import { Notice } from '../../ui/notice'

/** For an address whose workflow is gone. */
export function MissingWorkflow() {
  const navigate = useNavigate()
  return (
    <Notice
      tone="quiet"
      title="There is no workflow here."
      actions={
        <>
          <Button size="small" onClick={() => void navigate('/workflows')}>
            Go to Workflows
          </Button>
          <Button size="small" onClick={() => void navigate('/runs')}>
            Go to Runs
          </Button>
        </>
      }
    >
      <p>It was deleted, or the address is wrong. The runs of a deleted workflow are kept.</p>
    </Notice>
  )
}
