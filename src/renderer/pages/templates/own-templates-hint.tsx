/** Where the user's own templates will be: how one comes to be. */
export function OwnTemplatesHint() {
  return (
    <div className="template-none">
      <p>
        Nothing of your own yet. Make a workflow you like, then choose <b>Save as template</b> in its menu.
      </p>
      <p>
        A <code>*.baton.json</code> file that somebody gave you: drop it anywhere in this window, or paste its
        text.
      </p>
    </div>
  )
}
