import { writeSync } from 'node:fs';
import { framesOf } from './logger.ts';

/**
 * What a process of ours leaves behind when it falls over: what kind of error, its code, and where. Node would print
 * the error whole, and the message and fields of one may quote what was being read or written, a vote among it.
 * For the same reason there is no diagnostic report, which holds the environment with its passwords.
 */
export function crashQuietly(): void {
  if (process.report !== undefined) {
    process.report.reportOnFatalError = false;
    process.report.reportOnUncaughtException = false;
    process.report.reportOnSignal = false;
  }
  // Rejections that nobody handles come here too.
  process.on('uncaughtException', (error: unknown) => {
    // At once: nothing is written any more once the process has ended.
    writeSync(process.stderr.fd, `${lastWords(error)}\n`);
    process.exit(1);
  });
}

function lastWords(error: unknown): string {
  const sorry = 'The server has crashed / 服务器意外中止';
  if (!(error instanceof Error)) return sorry;
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  return `${sorry}: ${error.name}${code}\n${framesOf(error)}`;
}
