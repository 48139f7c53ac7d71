/** The baton: the step that holds the work, the line, the step that is next. */
export function BrandMark() {
  return (
    <svg className="brand-mark" viewBox="0 0 20 20" aria-hidden="true">
      <path d="M4.6 13.1 13.3 5.5l1.2 1.2L6.9 15.4z" fill="currentColor" />
      <circle cx="5" cy="15" r="3.9" fill="var(--accent-fill)" />
      <circle cx="15.4" cy="4.6" r="2.5" fill="none" stroke="currentColor" strokeWidth="1.7" />
    </svg>
  )
}
