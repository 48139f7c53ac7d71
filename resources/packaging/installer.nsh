; Explorer looks at the last part of a file's name only, so that it takes x.baton.json for a .json. Baton stands in the
; menu "Open with" of such files; what opens them by default stays as the user has it.

!macro customInstall
  WriteRegNone SHELL_CONTEXT "Software\Classes\.json\OpenWithProgids" "Baton.Template"
!macroend

!macro customUnInstall
  DeleteRegValue SHELL_CONTEXT "Software\Classes\.json\OpenWithProgids" "Baton.Template"
!macroend
