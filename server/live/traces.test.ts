import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { voteOf, type Device } from '../../tests/support/hall.ts';
import { holdMeeting, openRound, socketOf, type Meeting } from '../../tests/support/meeting.ts';
import { clearAway, passableFolder, query } from '../../tests/support/postgres.ts';
import { ServerChild } from '../../tests/support/server-child.ts';
import type { Vote } from '../contract/room/socket.ts';

// Whoever reads the files of the database as bytes: while the box is open the write-ahead log and the tables hold each
// mark beside its paper. Once the close was answered, no file holds anything but the sealed rows.

const VOTERS = 8;
let folder: string;
let server: ServerChild;
let databaseUrl: string;
let meeting: Meeting;
let sockets: Device[];

beforeAll(async () => {
  folder = await passableFolder();
  server = new ServerChild(join(folder, 'data'));
  const origin = await server.origin();
  databaseUrl = await server.databaseUrl();
  meeting = await holdMeeting({ origin, setupToken: await server.setupToken() }, VOTERS);
  sockets = [];
  for (const code of meeting.codes) sockets.push(await socketOf(origin, code));
}, 90_000);
afterAll(async () => {
  for (const socket of sockets) socket.close();
  await server.end('SIGTERM');
  await clearAway(folder, [join(folder, 'data')]);
});

/** Every file below the data folder, with what is in it. */
async function files(): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>();
  for (const entry of await readdir(join(folder, 'data'), {
    recursive: true,
    withFileTypes: true,
  })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    // One that goes while we look holds nothing any more.
    const bytes = await readFile(path).catch(() => undefined);
    if (bytes !== undefined) found.set(path, bytes);
  }
  return found;
}

/** In which files the 16 bytes of an id stand, each as often as they do. */
function placesOf(id: string, among: Map<string, Buffer>): string[] {
  const bytes = Buffer.from(id.replaceAll('-', ''), 'hex');
  const places: string[] = [];
  for (const [path, content] of among) {
    for (let at = content.indexOf(bytes); at >= 0; at = content.indexOf(bytes, at + 1)) {
      places.push(path.slice(join(folder, 'data').length));
    }
  }
  return places;
}

async function fileOf(relation: string): Promise<string> {
  const [row] = await query(databaseUrl, 'select pg_relation_filepath($1) as path', [relation]);
  return `/postgres/${String(row?.['path'])}`;
}

it('the files of the database join nobody to a paper once the box is sealed', async () => {
  const roundId = await openRound(meeting, undefined, 'turnout');
  const votes: Vote[] = [];
  for (const [i, socket] of sockets.entries()) {
    const vote = voteOf(roundId, i % 2 ? { p01: 'for' } : { p02: 'for' });
    votes.push(vote);
    expect((await socket.vote(vote)).outcome).toBe('recorded');
  }
  const open = await files();
  const logged = (id: string, among: Map<string, Buffer>) =>
    placesOf(id, among).filter((path) => path.includes('/pg_wal/'));
  // That there is something to be found, and that this finds it.
  for (const { castId, receipt } of votes) {
    expect(logged(castId, open)).not.toEqual([]);
    expect(logged(receipt, open)).not.toEqual([]);
  }

  await meeting.chair.act(roundId, 'close');
  const sealed = await files();
  const marks = await fileOf('roll_mark');
  const papers = await fileOf('paper');
  for (const { castId, receipt } of votes) {
    expect(placesOf(castId, sealed)).toEqual([marks]);
    expect(placesOf(receipt, sealed).toSorted()).toEqual(
      [papers, await fileOf('paper_pkey')].toSorted(),
    );
  }
  // Of the tally, whose every version adds one batch, the last one alone.
  const tally = await fileOf('round_tally');
  expect(placesOf(roundId, sealed).filter((path) => path === tally)).toHaveLength(1);
  expect(await query(databaseUrl, 'select * from unswept_box')).toEqual([]);
}, 120_000);

it('what an interrupted close left is removed at the next start', async () => {
  await query(databaseUrl, 'insert into unswept_box select round_id from round_tally');
  const before = await fileOf('paper');
  await server.end('SIGTERM');
  server = new ServerChild(join(folder, 'data'));
  await server.origin();
  databaseUrl = await server.databaseUrl();
  expect(await query(databaseUrl, 'select * from unswept_box')).toEqual([]);
  expect(await fileOf('paper')).not.toBe(before);
}, 120_000);
