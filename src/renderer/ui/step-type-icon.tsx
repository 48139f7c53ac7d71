import type { StepType } from '@shared/model/step'
import {
  ArrowLeftRight,
  BookOpenText,
  Braces,
  PenLine,
  ScanSearch,
  TextQuote,
  UserRoundCheck,
  type LucideIcon,
} from 'lucide-react'
import './step-type-icon.css'

const ICONS: Record<StepType, LucideIcon> = {
  generate: PenLine,
  research: BookOpenText,
  analyze: ScanSearch,
  summarize: TextQuote,
  extract: Braces,
  transform: ArrowLeftRight,
  review: UserRoundCheck,
}

export function StepTypeIcon({ stepType }: { stepType: StepType }) {
  const Icon = ICONS[stepType]
  return <Icon className="step-type-icon" aria-hidden="true" />
}
