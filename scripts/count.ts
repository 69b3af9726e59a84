/**
 * Counts round documents away from the server:
 *
 *     npm run -s count -- FILE…        one result a document; - is standard input
 *     npm run -s count -- --ndjson     one document a line from standard input (or FILE…)
 *     npm run -s count -- --words FILE…  told in Chinese as it is read aloud, and whether it is what was announced
 *
 * A document is a round (gongyi-round/1) or a published box with a round in it (gongyi-box/1).
 * Prints one line for each document: its result, or `{"error":{"path","reason"}}`. Exit code 0 when
 * every document was counted, 2 when one was refused, 3 when one (with --words) came to something else than was
 * announced, 1 when the command itself was wrong.
 */
import { createReadStream, existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { err, type Outcome } from '../server/domain/outcome.ts';
import type { Refusal } from '../server/domain/round/document.ts';
import { countWithHead, type Counted } from './count/countSource.ts';
import { fileSource, Spool } from './count/source.ts';
import { inWords } from './count/words.ts';

const USAGE = 'usage: npm run -s count -- [--ndjson] [--words] FILE…   (- is standard input)';
const LF = 0x0a;

async function main(args: readonly string[]): Promise<number> {
  const ndjson = args.includes('--ndjson');
  const words = args.includes('--words');
  const names = args.filter((arg) => arg !== '--ndjson' && arg !== '--words');
  const unknown = names.find((name) => name.startsWith('-') && name !== '-');
  if (unknown !== undefined || (names.length === 0 && !ndjson && process.stdin.isTTY)) {
    console.error(USAGE);
    return 1;
  }
  let refused = false;
  let differs = false;
  for (const name of names.length > 0 ? names : ['-']) {
    try {
      for await (const outcome of ndjson ? countLines(name) : countOne(name)) {
        refused ||= !outcome.ok;
        const told = words && outcome.ok ? inWords(outcome.value) : null;
        differs ||= told?.same === false;
        await print(told === null ? jsonOf(outcome) : told.lines.join('\n'));
      }
    } catch (error) {
      if (!isSystemError(error) || error.code === 'EPIPE') throw error;
      refused = true;
      await print(jsonOf(err({ path: '', reason: `cannot read it: ${error.code}` })));
    }
  }
  if (refused) return 2;
  return differs ? 3 : 0;
}

type Outcomes = Outcome<Counted, Refusal>;

async function* countOne(name: string): AsyncIterable<Outcomes> {
  const path = name === '-' ? null : whereIs(name);
  if (path !== null && statSync(path).isFile()) {
    yield await countWithHead(fileSource(path));
    return;
  }
  const spool = new Spool();
  try {
    for await (const chunk of bytesOf(path)) spool.write(chunk);
    yield await countWithHead(spool);
  } finally {
    spool.dispose();
  }
}

async function* countLines(name: string): AsyncIterable<Outcomes> {
  let line = new Spool();
  try {
    for await (const chunk of bytesOf(name === '-' ? null : whereIs(name))) {
      let from = 0;
      for (let to = chunk.indexOf(LF); to >= 0; to = chunk.indexOf(LF, from)) {
        line.write(chunk.subarray(from, to));
        from = to + 1;
        yield* countLine(line);
        line.dispose();
        line = new Spool();
      }
      line.write(chunk.subarray(from));
    }
    yield* countLine(line);
  } finally {
    line.dispose();
  }
}

/** Empty lines are passed over. */
async function* countLine(line: Spool): AsyncIterable<Outcomes> {
  if (await isBlank(line)) return;
  yield await countWithHead(line);
}

async function isBlank(line: Spool): Promise<boolean> {
  if (line.size > 1024) return false;
  const chunks = [];
  for await (const chunk of line.chunks()) chunks.push(chunk);
  return Buffer.concat(chunks).toString('latin1').trim() === '';
}

function bytesOf(path: string | null): AsyncIterable<Uint8Array> {
  return path === null ? process.stdin : createReadStream(path, { highWaterMark: 1 << 20 });
}

/** npm changes into the project's folder, but a name is meant from where it was typed. */
function whereIs(name: string): string {
  const typedIn = process.env['INIT_CWD'];
  if (existsSync(name) || typedIn === undefined) return name;
  return resolve(typedIn, name);
}

function jsonOf(outcome: Outcomes): string {
  return JSON.stringify(outcome.ok ? outcome.value.result : { error: outcome.error });
}

function print(line: string): Promise<void> {
  return new Promise((done, fail) => {
    process.stdout.write(`${line}\n`, (error) => (error ? fail(error) : done()));
  });
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException & { code: string } {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}

process.exitCode = await main(process.argv.slice(2));
