/** node require-child.cjs <module>: prints how many milliseconds a new process takes to load it. */
const startedAt = performance.now()
require(process.argv[2])
console.info(performance.now() - startedAt)
process.exit(0)
