/** What a host needs beyond its own files. */
export interface PolicyAdditions {
  /** Further places that pages may talk to, such as `ws://127.0.0.1:4700`. */
  connect?: readonly string[]
  /** Of inline scripts. For the development server only: a built page has none. */
  scriptNonce?: string
}

/**
 * What pages may load and do, as the value of `Content-Security-Policy`; the same in every host. Styles may be inline
 * because React and CodeMirror set them; a page may fetch nothing from another host, and nobody may frame it.
 */
export function contentSecurityPolicy({ connect = [], scriptNonce }: PolicyAdditions = {}): string {
  return [
    "default-src 'none'",
    ["script-src 'self'", ...(scriptNonce === undefined ? [] : [`'nonce-${scriptNonce}'`])].join(' '),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    ["connect-src 'self'", ...connect].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
