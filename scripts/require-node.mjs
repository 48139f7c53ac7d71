/** Import this first: an older Node would fail later and worse (better-sqlite3 13 crashes it). */
const wanted = 24

if (Number(process.versions.node.split('.')[0]) < wanted) {
  process.stderr.write(
    `Baton needs Node ${wanted} or newer, but this is ${process.version} (${process.execPath}).\n` +
      'The package `node` brings the right one: run `npm ci` with install scripts allowed, then use `npm run …`.\n',
  )
  process.exit(1)
}
