import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
} from 'node:fs'
import { dirname, join } from 'node:path'

/** Where things are in a data folder. */
export interface DataFiles {
  folder: string
  database: string
  backups: string
  /** Its presence asks for a check of the database at the next start. */
  checkMark: string
  /** Holds the name of a damaged database that was moved aside, until a backup is put back. */
  damageNote: string
}

export function dataFiles(folder: string): DataFiles {
  return {
    folder,
    database: join(folder, 'baton.db'),
    backups: join(folder, 'backups'),
    checkMark: join(folder, 'check-at-start'),
    damageNote: join(folder, 'damaged-database'),
  }
}

/** For the user's eyes only. */
export function makePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
}

/** An empty file for the user's eyes only, unless it is there; SQLite gives its log the same permissions. */
export function makePrivateFile(file: string): void {
  closeSync(openSync(file, 'a', 0o600))
}

/** Renames so that after a power failure the file is there under one of the names, whole. */
export function renameDurably(from: string, to: string): void {
  syncPath(from)
  renameSync(from, to)
  syncPath(dirname(to))
}

/** Moves the log of a database to where the database itself goes, or has gone. */
export function moveLogAside(file: string, aside: string): void {
  for (const suffix of ['-wal', '-shm']) {
    if (existsSync(file + suffix)) renameSync(file + suffix, aside + suffix)
  }
}

/**
 * Moves a database with its log out of the way, next to where it was. It is never deleted.
 * @param reason part of the new name
 * @returns the new path
 */
export function setDatabaseAside(file: string, reason: string, at: number): string {
  const aside = freeName(`${file}.${reason}-${fileTime(at)}`)
  // The log first: without it the database is older but whole, and a log alone is nothing.
  moveLogAside(file, aside)
  if (existsSync(file)) renameSync(file, aside)
  syncPath(dirname(file))
  return aside
}

/**
 * Gives a database a second name, under which it stays when its first name is given to another: so
 * there is no moment without a database.
 * @returns the new path
 */
export function keepDatabase(file: string, reason: string, at: number): string {
  const kept = freeName(`${file}.${reason}-${fileTime(at)}`)
  try {
    linkSync(file, kept)
  } catch {
    // Not every file system has links.
    copyFileSync(file, kept)
  }
  syncPath(dirname(file))
  return kept
}

/** Nothing that was kept is ever written over. */
function freeName(wanted: string): string {
  let name = wanted
  for (let number = 2; existsSync(name); number += 1) name = `${wanted}-${number}`
  return name
}

/** A time as part of a file name; sorts by time. */
export function fileTime(at: number): string {
  return new Date(at).toISOString().replaceAll(':', '-')
}

function syncPath(path: string): void {
  // Windows can't open a folder.
  if (process.platform === 'win32') return
  const descriptor = openSync(path, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
