import type { Migration } from './migrate'

const files = import.meta.glob<string>('./migrations/*.sql', {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** The schema's history, oldest first. A database's `user_version` says how many of these it has. */
export const bundledMigrations: Migration[] = Object.entries(files)
  .map(([path, sql]) => ({
    name: path.slice(path.lastIndexOf('/') + 1, -'.sql'.length),
    // A checkout with other line ends is the same migration.
    sql: sql.replaceAll('\r\n', '\n'),
  }))
  .sort((a, b) => (a.name < b.name ? -1 : 1))
