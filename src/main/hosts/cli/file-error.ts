const REASONS: Record<string, string> = {
  ENOENT: 'it does not exist',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is no folder',
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EROFS: 'permission is denied',
  ENOSPC: 'the disk is full',
  ENAMETOOLONG: 'its name is too long',
}

/**
 * Why a file can't be read or written, in words.
 * @param here what a code means in this place
 */
export function fileError(error: unknown, here: Record<string, string> = {}): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return here[code] ?? REASONS[code] ?? (error instanceof Error ? error.message : String(error))
}
