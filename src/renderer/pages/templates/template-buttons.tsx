import type { TemplateSummary } from '@shared/contract'
import { ClipboardCopy, Copy, Ellipsis, Pencil, Play, Trash2, Upload } from 'lucide-react'
import { Button } from '../../ui/button'
import { IconButton } from '../../ui/icon-button'
import { Menu, MenuItem, MenuLine } from '../../ui/menu'
import type { TemplateActions } from './use-template-actions'

interface TemplateButtonsProps {
  template: TemplateSummary
  actions: TemplateActions
  onEdit: (template: TemplateSummary) => void
}

/** What can be done with the template that is shown. */
export function TemplateButtons({ template, actions, onEdit }: TemplateButtonsProps) {
  const own = template.source === 'own'
  return (
    <div className="template-buttons">
      <Button look="primary" onClick={() => actions.use(template)}>
        Use template
      </Button>
      <Button icon={Play} onClick={() => actions.run(template)}>
        Run
      </Button>
      <Menu trigger={<IconButton icon={Ellipsis} label="More" />}>
        <MenuItem icon={Upload} onSelect={() => actions.saveFile(template)}>
          Export to a file
        </MenuItem>
        <MenuItem icon={ClipboardCopy} onSelect={() => actions.copyFile(template)}>
          Export to the clipboard
        </MenuItem>
        <MenuLine />
        {own && (
          <MenuItem icon={Pencil} onSelect={() => onEdit(template)}>
            Edit details
          </MenuItem>
        )}
        <MenuItem icon={Copy} onSelect={() => actions.duplicate(template)}>
          {own ? 'Duplicate' : 'Duplicate as your own'}
        </MenuItem>
        {own && (
          <>
            <MenuLine />
            <MenuItem icon={Trash2} danger onSelect={() => actions.remove(template)}>
              Delete
            </MenuItem>
          </>
        )}
      </Menu>
    </div>
  )
}
