import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { textOfDocx } from '../../../tests/support/docx.ts';
import { openHall, voteOf, type Answer, type Hall } from '../../../tests/support/hall.ts';
import { eventually } from '../../../tests/support/lock.ts';
import type { Signatures } from '../../contract/counting/schemas.ts';
import type { PublicResult, PublicResultList } from '../../contract/results/schemas.ts';
import type { Round } from '../../contract/rounds/schemas.ts';
import type { RoundDefinitionInput } from '../../domain/round/document.ts';
import type { z } from 'zod';

// What was counted, signed, decided, published and written into the log stays as it was, and is known to be.

let hall: Hall;
beforeEach(async () => {
  hall = await openHall({ deputies: 5, timing: { compareMs: 200 } });
});
afterEach(() => hall.close());

const TWO: RoundDefinitionInput = {
  kind: 'choose',
  seats: 1,
  items: ['a', 'b'].map((id) => ({ id, title: `样例项目${id}` })),
  quorum: [],
  majority: [],
};

const codeOf = (answer: Answer) => (answer.body as { error?: { code: string } }).error?.code;
const read = async <T>(path: string): Promise<T> =>
  (await hall.request(undefined, 'GET', path)).body as T;

/** The first deputy is appointed scrutineer under the name held now; gives the sign-in. */
async function scrutineer() {
  const personId = hall.deputies[0]!;
  const decided = await hall.request(hall.chair, 'POST', `/meetings/${hall.meetingId}/decisions`, {
    kind: 'officers',
    subject: '样例名单',
    for: 5,
    against: 0,
    abstain: 0,
    officers: [{ personId, office: 'scrutineer' }],
  });
  expect(decided.status).toBe(200);
  return { seat: 'tablet' as const, token: await hall.signIn('tablet', personId), personId };
}

/** A round in which everybody chose the first item, counted. */
async function counted(): Promise<string> {
  const roundId = await hall.round(TWO);
  await hall.press(roundId, 'open');
  for (const personId of hall.deputies) {
    const who = { seat: 'tablet' as const, token: await hall.signIn('tablet', personId) };
    await hall.request(who, 'POST', '/vote', voteOf(roundId, { a: 'for' }));
  }
  await hall.press(roundId, 'close', 'count');
  return roundId;
}

async function textOf(roundId: string, name = 'tally-report'): Promise<string> {
  const response = await fetch(`${hall.origin}/api/rounds/${roundId}/documents/${name}.docx`, {
    headers: { 'x-gongyi-seat': 'chair', cookie: `gongyi_chair=${hall.chair.token}` },
  });
  expect(response.status).toBe(200);
  return textOfDocx(Buffer.from(await response.arrayBuffer()));
}

describe('names', () => {
  it('stay what they were on a signed count, its report, in decisions, the log and what is published', async () => {
    const own = await scrutineer();
    const old = (
      await hall.db
        .selectFrom('person')
        .select('name')
        .where('id', '=', own.personId)
        .executeTakeFirstOrThrow()
    ).name;
    const roundId = await counted();
    // Voting took the device over.
    const device = { ...own, token: await hall.signIn('tablet', own.personId) };
    await hall.request(device, 'POST', `/rounds/${roundId}/sign`, { version: 1 });
    await hall.press(roundId, 'announce', 'publish');

    const rename = (path: string, body: object, method: 'PATCH' | 'PUT' = 'PATCH') =>
      hall.request(hall.desk, method, path, body);
    expect((await rename(`/people/${own.personId}`, { name: '新监票人' })).status).toBe(200);
    expect((await rename(`/people/${hall.presider}`, { name: '新主持人' })).status).toBe(200);
    expect((await rename(`/meetings/${hall.meetingId}`, { title: '新会议' })).status).toBe(200);
    expect((await rename('/assembly', { name: '新单位' })).status).toBe(200);

    const path = `/rounds/${roundId}/signatures`;
    const signatures = (await hall.request(hall.chair, 'GET', path)).body as z.infer<
      typeof Signatures
    >;
    expect(signatures.signed).toMatchObject([{ personId: own.personId, name: old }]);
    const report = await textOf(roundId);
    expect(report).toContain(old);
    expect(report).toContain('样例会议');
    expect(report).not.toMatch(/新监票人|新会议|新单位/);
    const decisions = await hall.request(
      hall.chair,
      'GET',
      `/meetings/${hall.meetingId}/decisions`,
    );
    expect(decisions.body).toMatchObject({
      decisions: [{ recordedBy: '样例0' }],
      officers: [{ name: old }],
    });
    expect(await read(`/public/results/${roundId}`)).toMatchObject({
      meeting: '样例会议',
      assembly: '样例镇',
    });

    const log = (await hall.request(hall.desk, 'GET', '/audit?limit=100')).body as {
      entries: {
        event: string;
        actor: { name: string | null };
        names: Record<string, string>;
        detail: Record<string, unknown>;
      }[];
    };
    const entry = (event: string) => log.entries.find((one) => one.event === event)!;
    expect(entry('count.signed').actor.name).toBe(old);
    expect(entry('round.announced').actor.name).toBe('样例0');
    expect(entry('officers.appointed').names).toMatchObject({ [own.personId]: old });
    expect(entry('meeting.changed').detail['title']).toEqual({
      before: '样例会议',
      after: '新会议',
    });
    expect(entry('assembly.changed').detail['name']).toEqual({ before: '样例镇', after: '新单位' });
    const renamed = log.entries.filter((one) => one.event === 'person.changed');
    expect(renamed.map(({ detail }) => detail['name'])).toEqual([
      { before: '样例0', after: '新主持人' },
      { before: old, after: '新监票人' },
    ]);
  });
});

describe('a result that was replaced', () => {
  const revote = async (roundId: string): Promise<Round> => {
    const made = await hall.request(hall.chair, 'POST', `/rounds/${roundId}/successor`, {
      origin: 'revote',
      reason: '样例原因',
    });
    const round = made.body as Round;
    await hall.press(round.id, 'open');
    return round;
  };

  it('is not published any more once the re-vote is open, nor is its box', async () => {
    const roundId = await counted();
    await hall.press(roundId, 'announce');
    await revote(roundId);
    expect(codeOf(await hall.act(roundId, 'publish'))).toBe('follows_already');
    expect(codeOf(await hall.request(undefined, 'GET', `/public/results/${roundId}`))).toBe(
      'not_found',
    );
  });

  it('that was published before says by what, on every way out', async () => {
    const roundId = await counted();
    await hall.press(roundId, 'announce', 'publish');
    expect(await read<z.infer<typeof PublicResult>>(`/public/results/${roundId}`)).toMatchObject({
      replacedBy: null,
    });
    const next = await revote(roundId);
    const replacedBy = { roundId: next.id, title: next.title };
    const list = await read<z.infer<typeof PublicResultList>>('/public/results');
    expect(list.results).toMatchObject([{ replacedBy: { ...replacedBy, published: false } }]);
    expect(await read(`/public/results/${roundId}`)).toMatchObject({
      replacedBy: { ...replacedBy, published: false },
    });
    const rounds = await hall.request(hall.desk, 'GET', `/meetings/${hall.meetingId}/rounds`);
    expect(rounds.body).toMatchObject({ rounds: [{ replacedBy }, { replacedBy: null }] });
    expect(await textOf(roundId)).toContain(`已由“${next.title}”代替`);
  });
});

describe('a result that is no longer what was counted', () => {
  it('is an alarm wherever it would be read', async () => {
    const roundId = await counted();
    const tablet = await hall.tablet(hall.deputies[1]!);
    await hall.press(roundId, 'announce', 'publish');
    await tablet.until(() => tablet.view?.result);
    expect((await hall.request(undefined, 'GET', `/public/results/${roundId}`)).status).toBe(200);

    await sql`update round_count set result = jsonb_set(result, '{items,0,for}', '4')`.execute(
      hall.owner,
    );
    // What is kept for the public is dropped as soon as the news is there.
    const forged = `/public/results/${roundId}`;
    await eventually(async () => (await hall.request(undefined, 'GET', forged)).status === 409);
    const meeting = `/meetings/${hall.meetingId}`;
    for (const [who, path] of [
      [undefined, forged],
      [hall.chair, `/rounds/${roundId}/count`],
      [hall.chair, `/rounds/${roundId}/signatures`],
      [hall.desk, `/rounds/${roundId}/export`],
      [hall.desk, `/rounds/${roundId}/documents`],
      [hall.desk, `/rounds/${roundId}/documents/notice.pdf`],
      [hall.desk, `/rounds/${roundId}/documents/announcement.docx`],
      [hall.desk, `/rounds/${roundId}/documents/tally-report.pdf`],
      [hall.desk, `${meeting}/documents.zip`],
    ] as const) {
      const answer = await hall.request(who, 'GET', path);
      expect([answer.status, codeOf(answer)], path).toEqual([409, 'result_differs']);
    }
    const follow = { origin: 'supplementary', reason: '' };
    expect(
      codeOf(await hall.request(hall.chair, 'POST', `/rounds/${roundId}/successor`, follow)),
    ).toBe('result_differs');
    const list = await read<z.infer<typeof PublicResultList>>('/public/results');
    expect(list.results).toMatchObject([{ roundId, digest: null }]);
    // The screens that showed it are told, whichever process they are on.
    await tablet.until(() => tablet.view?.result === null && tablet.view.round?.resultDiffers);
    const other = await hall.startProcess();
    const late = await hall.tablet(hall.deputies[2]!, other.origin);
    expect(late.view).toMatchObject({ result: null, round: { resultDiffers: true } });
    for (const device of [tablet, late]) device.close();
  });

  /** Changes a count as whoever owns the database can, with no trigger to tell of it. */
  const forge = (assignment: string) =>
    hall.owner.transaction().execute(async (tx) => {
      await sql`alter table round_count disable trigger user`.execute(tx);
      await sql`update round_count set ${sql.raw(assignment)} where version = 1`.execute(tx);
      await sql`alter table round_count enable trigger user`.execute(tx);
    });

  it('is neither signed nor announced nor are its signatures told', async () => {
    const own = await scrutineer();
    const roundId = await counted();
    await forge(`roll = jsonb_set(roll, '{present}', '4')`);
    const device = { ...own, token: await hall.signIn('tablet', own.personId) };
    const sign = await hall.request(device, 'POST', `/rounds/${roundId}/sign`, { version: 1 });
    expect(codeOf(sign)).toBe('result_differs');
    expect(codeOf(await hall.act(roundId, 'announce'))).toBe('result_differs');
    const path = `/rounds/${roundId}/signatures`;
    expect(codeOf(await hall.request(device, 'GET', path))).toBe('result_differs');
    // What kept no figures is still made, with the names of today.
    expect(await textOf(roundId, 'issue-record')).toContain('样例会议');
  });

  it('is told in the room although nobody heard of the change, also of a round that was followed', async () => {
    const other = await hall.startProcess();
    const roundId = await hall.round({
      ...TWO,
      seats: 2,
      majority: [{ base: 'collected', fraction: '1/2', strict: true }],
    });
    await hall.press(roundId, 'open');
    for (const personId of hall.deputies) {
      const who = { seat: 'tablet' as const, token: await hall.signIn('tablet', personId) };
      await hall.request(who, 'POST', '/vote', voteOf(roundId, { a: 'for' }));
    }
    await hall.press(roundId, 'close', 'count', 'announce');
    const screens = [await hall.watch(), await hall.watch(other.origin)];
    for (const screen of screens) await screen.until(() => screen.view?.result);
    await forge(`result = jsonb_set(result, '{items,0,for}', '4')`);
    for (const screen of screens) {
      await screen.until(() => screen.view?.result === null && screen.view.round?.resultDiffers);
    }
    // Put back, it is shown again, and what follows carries it.
    await forge(`result = jsonb_set(result, '{items,0,for}', '5')`);
    for (const screen of screens) await screen.until(() => screen.view?.result);
    const follow = { origin: 'supplementary' };
    const made = await hall.request(hall.chair, 'POST', `/rounds/${roundId}/successor`, follow);
    await hall.press((made.body as Round).id, 'open');
    for (const screen of screens) {
      await screen.until(() => screen.view?.round?.follows?.carried?.[0]?.for === 5);
    }
    await forge(`result = jsonb_set(result, '{items,0,for}', '4')`);
    for (const screen of screens) {
      await screen.until(() => screen.view?.round?.follows?.carried === null);
    }
    for (const screen of screens) screen.close();
  });

  it('can’t be put there by a further version either', async () => {
    const roundId = await counted();
    await hall.press(roundId, 'announce');
    const further = sql`
      insert into round_count (assembly_id, round_id, version, document_sha256, result, roll, reason, made_at, made_by)
      select assembly_id, round_id, 2, document_sha256, result, roll, 'x', made_at, made_by from round_count`;
    await expect(further.execute(hall.db)).rejects.toMatchObject({ code: 'GY012' });
  });
});
