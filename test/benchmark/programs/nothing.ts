/** What Node itself takes to start. */
process.stdout.write('\n')
