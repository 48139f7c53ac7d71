import { useNavigate } from 'react-router'
import { Button } from '../ui/button'
import { PageFrame } from '../ui/page-frame'

export function NotFoundPage() {
  const navigate = useNavigate()
  return (
    <PageFrame title="There is no such page">
      <p className="list-text">The address may have been typed or copied wrongly.</p>
      <p className="page-note">
        <Button onClick={() => void navigate('/workflows')}>Go to Workflows</Button>
      </p>
    </PageFrame>
  )
}
