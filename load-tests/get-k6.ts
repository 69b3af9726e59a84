import { findK6, WHAT_TO_INSTALL } from './k6-process.ts';

// Finds k6, or gets it with `go install`, and prints where it is: for whoever wants it before the load tests.

const path = await findK6((line) => {
  console.error(line);
});
if (path === undefined) {
  console.error(WHAT_TO_INSTALL);
  process.exitCode = 1;
} else console.log(path);
