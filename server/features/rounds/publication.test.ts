import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  openHall,
  TWELVE_CHOOSE_TEN,
  voteOf,
  type Answer,
  type Hall,
} from '../../../tests/support/hall.ts';
import type { BoxPublication } from '../../contract/room/schemas.ts';
import { PublishedBox } from '../../contract/box-publication/schemas.ts';
import { type PublicResult } from '../../contract/results/schemas.ts';
import { type Round } from '../../contract/rounds/schemas.ts';
import type { Vote } from '../../contract/room/socket.ts';
import { count } from '../../domain/count/count.ts';
import type { RoundDefinitionInput, RoundDocument } from '../../domain/round/document.ts';
import { cookieName } from '../../platform/http.ts';

let hall: Hall;
beforeEach(async () => {
  hall = await openHall({ deputies: 8 });
});
afterEach(async () => {
  await hall.close();
});

type Who = { seat: 'desk' | 'chair' | 'tablet'; token: string };

function codeOf(answer: Answer): string | undefined {
  return (answer.body as { error?: { code: string } } | undefined)?.error?.code;
}

async function tabletOf(personId: string): Promise<Who> {
  return { seat: 'tablet', token: await hall.signIn('tablet', personId) };
}

/** The file as it is sent. */
async function download(path: string, who?: Who, encoding = 'identity') {
  const response = await fetch(`${hall.origin}/api${path}`, {
    headers:
      who === undefined
        ? { 'accept-encoding': encoding }
        : { 'x-gongyi-seat': who.seat, cookie: `${cookieName(who.seat)}=${who.token}` },
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, bytes, headers: response.headers };
}

/** A round in which everybody voted, each for another item; counted. */
async function votedOn(
  boxPublication: BoxPublication,
  definition: RoundDefinitionInput = TWELVE_CHOOSE_TEN,
): Promise<{ roundId: string; votes: Vote[] }> {
  const roundId = await hall.round(definition, 'turnout', '样例票决', boxPublication);
  await hall.press(roundId, 'open');
  const votes: Vote[] = [];
  for (const [i, personId] of hall.deputies.entries()) {
    const item = definition.items[i % definition.items.length]?.id ?? '';
    const vote = voteOf(roundId, { [item]: 'for' });
    const answer = await hall.request(await tabletOf(personId), 'POST', '/vote', vote);
    expect(answer.body).toMatchObject({ outcome: 'recorded' });
    votes.push(vote);
  }
  await hall.press(roundId, 'close', 'count');
  return { roundId, votes };
}

const publish = (roundId: string, who: Who = hall.desk) =>
  hall.request(who, 'POST', `/rounds/${roundId}/publish-box`);

async function appointScrutineer(): Promise<void> {
  const officers = [{ personId: hall.deputies[0], office: 'scrutineer' }];
  const hands = { kind: 'officers', subject: '名单', for: 8, against: 0, abstain: 0, officers };
  const decided = await hall.request(
    hall.chair,
    'POST',
    `/meetings/${hall.meetingId}/decisions`,
    hands,
  );
  expect(decided.status).toBe(200);
}

describe('a public box', () => {
  it('is published by the office once the result is announced, with every paper under its receipt', async () => {
    const { roundId, votes } = await votedOn('public');
    const file = `/public/boxes/${roundId}`;
    // In the wrong state, and by somebody else.
    expect((await publish(roundId)).body).toEqual({
      error: { code: 'wrong_state', detail: { state: 'tallied' } },
    });
    await hall.press(roundId, 'announce', 'publish');
    expect(codeOf(await publish(roundId, hall.chair))).toBe('not_permitted');
    expect(codeOf(await publish(roundId, await tabletOf(hall.deputies[0]!)))).toBe('not_permitted');
    const elsewhere = await openHall({ deputies: 1, url: hall.url });
    expect(codeOf(await publish(roundId, elsewhere.desk))).toBe('not_found');
    await elsewhere.close();
    expect((await download(file)).status).toBe(404);
    const before = await hall.request(undefined, 'GET', `/public/results/${roundId}`);
    expect((before.body as PublicResult).box).toBeNull();

    const watching = await hall.tablet(hall.deputies[1]!);
    const done = await publish(roundId);
    expect(done.status).toBe(200);
    const { box } = done.body as Round;
    expect(codeOf(await publish(roundId))).toBe('box_published_already');

    // The file's own hash, which everybody is told.
    const { bytes, headers } = await download(file);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(box?.sha256).toBe(sha256);
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="box-${roundId}.json"; filename*=UTF-8''${encodeURIComponent('样例会议-样例票决-票箱.json')}`,
    );
    expect(headers.get('content-encoding')).toBeNull();
    // Packed for the network, and the same file after that; the second one is not read again.
    for (let time = 0; time < 2; time += 1) {
      const packed = await download(file, undefined, 'gzip');
      expect(packed.headers.get('content-encoding')).toBe('gzip');
      expect(packed.bytes.equals(bytes)).toBe(true);
    }
    const result = await hall.request(undefined, 'GET', `/public/results/${roundId}`);
    expect((result.body as PublicResult).box).toMatchObject({ sha256, papers: 8 });
    await watching.until(() => watching.view?.agenda[0]?.box?.sha256 === sha256);
    watching.close();
    const entry = await hall.db
      .selectFrom('audit_entry')
      .select('detail')
      .where('event', '=', 'box.published')
      .executeTakeFirstOrThrow();
    expect(entry.detail).toEqual({
      round: roundId,
      boxPublication: 'public',
      version: 1,
      papers: 8,
      sha256,
    });

    // Everybody's receipt with what they marked, in the order of receipts, and nothing else.
    const published = PublishedBox.parse(JSON.parse(bytes.toString('utf8')));
    expect(published.receipts).toEqual(votes.map(({ receipt }) => receipt).toSorted());
    for (const [i, receipt] of published.receipts.entries()) {
      const vote = votes.find((one) => one.receipt === receipt);
      expect(published.round.papers[i]?.marks).toMatchObject(vote?.marks ?? {});
      expect(Object.keys(published.round.papers[i] ?? {})).toEqual(['marks']);
    }
    expect(bytes.toString('utf8')).not.toContain(votes[0]!.castId);
    // Anybody counts it and gets the announced result.
    expect(count(published.round)).toEqual({
      ok: true,
      value: (result.body as PublicResult).result,
    });
    // The export of the office stays as it was: no receipt, in the order of what is marked.
    const exported = await hall.request(hall.desk, 'GET', `/rounds/${roundId}/export`);
    const { papers } = exported.body as RoundDocument;
    const texts = papers.map((paper) => JSON.stringify(paper));
    expect(texts).toEqual(texts.toSorted());
    expect(JSON.stringify(exported.body)).not.toContain(votes[0]!.receipt);
  });

  it('goes on to the round that follows', async () => {
    const { roundId } = await votedOn('public');
    await hall.press(roundId, 'announce');
    const made = await hall.request(hall.chair, 'POST', `/rounds/${roundId}/successor`, {
      origin: 'revote',
      reason: '样例理由',
    });
    expect(made.body).toMatchObject({ boxPublication: 'public', box: null });
  });

  it('is not published of papers that are not those that were counted', async () => {
    const { roundId } = await votedOn('public');
    await hall.press(roundId, 'announce');
    await sql`update paper set content = '{"marks":{"p12":"for"}}' where receipt =
      (select min(receipt::text)::uuid from paper)`.execute(hall.owner);
    expect(codeOf(await publish(roundId))).toBe('not_counted_yet');
  });
});

describe('a box for the scrutineers', () => {
  it('goes to them alone, on their own devices, and each time into the audit log', async () => {
    await appointScrutineer();
    const { roundId, votes } = await votedOn('scrutineers');
    const who = await tabletOf(hall.deputies[0]!);
    await hall.request(who, 'POST', `/rounds/${roundId}/sign`, { version: 1 });
    await hall.press(roundId, 'announce', 'publish');
    const path = `/rounds/${roundId}/published-box`;
    expect((await download(path, who)).status).toBe(404);
    const { body } = await publish(roundId);
    const { box } = body as Round;

    const { status, bytes } = await download(path, who);
    expect(status).toBe(200);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(box?.sha256);
    expect(bytes.toString('utf8')).toContain(votes[0]!.receipt);
    const read = await hall.db
      .selectFrom('audit_entry')
      .select('actor_person_id')
      .where('event', '=', 'box.handed_out')
      .execute();
    expect(read).toEqual([{ actor_person_id: hall.deputies[0] }]);

    // Nobody else: not the office that published it, not the presider, no other deputy, not the public.
    for (const other of [hall.desk, hall.chair, await tabletOf(hall.deputies[1]!)]) {
      expect((await download(path, other)).status).toBe(403);
    }
    expect((await download(`/public/boxes/${roundId}`)).status).toBe(404);
    const result = await hall.request(undefined, 'GET', `/public/results/${roundId}`);
    expect((result.body as PublicResult).box).toBeNull();
    const room = await hall.tablet(hall.deputies[1]!);
    // The room knows that it was given out, and which file it is.
    expect(room.view?.agenda[0]?.box).toEqual({ to: 'scrutineers', sha256: box?.sha256 });
    expect(room.view?.round?.boxPublication).toBe('scrutineers');
    room.close();
    const elsewhere = await openHall({ deputies: 1, url: hall.url });
    const stranger = {
      seat: 'tablet' as const,
      token: await elsewhere.signIn('tablet', elsewhere.deputies[0]!),
    };
    expect((await download(path, stranger)).status).toBe(403);
    await elsewhere.close();
  });
});

describe('a box that stays closed', () => {
  it('is the usual case, and fixed when the round opens', async () => {
    const { roundId } = await votedOn('off');
    await hall.press(roundId, 'announce', 'publish');
    expect(codeOf(await publish(roundId))).toBe('box_stays_closed');
    await expect(
      hall.db
        .updateTable('round')
        .set({ box_publication: 'public' })
        .where('id', '=', roundId)
        .execute(),
    ).rejects.toMatchObject({ code: 'GY008' });
    // Whatever the code does: the database takes no publication of it, and changes none.
    const row = {
      assembly_id: hall.assemblyId,
      sha256: '0'.repeat(64),
      papers: 8,
      document: '{}',
      published_at: hall.world.now(),
      published_by: hall.presider,
    };
    const insert = (round_id: string) =>
      hall.db
        .insertInto('published_box')
        .values({ ...row, round_id })
        .execute();
    await expect(insert(roundId)).rejects.toMatchObject({ code: 'GY013' });
    const open = await votedOn('public');
    await expect(insert(open.roundId)).rejects.toMatchObject({ code: 'GY013' });
    await hall.press(open.roundId, 'announce');
    await publish(open.roundId);
    await expect(
      hall.owner.updateTable('published_box').set({ document: '{}' }).execute(),
    ).rejects.toMatchObject({ code: 'GY013' });
    await expect(hall.owner.deleteFrom('published_box').execute()).rejects.toMatchObject({
      code: 'GY013',
    });
    // Whoever owns the database can: what is kept is then held against the log, and nobody gets it.
    await hall.owner.transaction().execute(async (tx) => {
      await sql`alter table published_box disable trigger user`.execute(tx);
      await sql`update published_box set document = '{}', sha256 = encode(sha256('{}'), 'hex')`.execute(
        tx,
      );
      await sql`alter table published_box enable trigger user`.execute(tx);
    });
    const box = `/public/boxes/${open.roundId}`;
    expect(codeOf(await hall.request(undefined, 'GET', box))).toBe('result_differs');
    await hall.press(open.roundId, 'publish');
    const result = `/public/results/${open.roundId}`;
    expect(codeOf(await hall.request(undefined, 'GET', result))).toBe('result_differs');
  });

  it.each(['mixed', 'paper'] as const)('is the only one with %s ballots', async (medium) => {
    const path = `/meetings/${hall.meetingId}/rounds`;
    const draft = { title: '样例', definition: TWELVE_CHOOSE_TEN, medium };
    const drafted = await hall.request(hall.desk, 'POST', path, draft);
    const { id, version, boxPublication } = drafted.body as Round;
    expect(boxPublication).toBe('off');
    const refusal = { error: { code: 'definition_invalid', detail: { path: 'boxPublication' } } };
    for (const asked of ['scrutineers', 'public']) {
      const body = { ...draft, boxPublication: asked };
      expect((await hall.request(hall.desk, 'POST', path, body)).body).toMatchObject(refusal);
      const changed = await hall.request(hall.desk, 'PUT', `/rounds/${id}`, { ...body, version });
      expect(changed.body).toMatchObject(refusal);
    }
  });
});

describe('a class of fewer than five', () => {
  const BY_CLASS: RoundDefinitionInput = {
    kind: 'each',
    items: [
      { id: 'a', title: '样例甲' },
      { id: 'b', title: '样例乙' },
    ],
    majority: [{ base: 'collected', fraction: '1/2', strict: true, class: 'public_rep' }],
  };
  const inClass = (n: number) =>
    hall.db
      .updateTable('roll_entry')
      .set({ class: 'public_rep' })
      .where('person_id', 'in', hall.deputies.slice(0, n))
      .execute();
  const shares = (body: unknown): string[] => {
    const { result } = body as PublicResult;
    return 'items' in result ? result.items.map(({ share }) => share) : [];
  };

  it('has no figures of its own in anything that is published', async () => {
    await inClass(2);
    const ready = await hall.round(BY_CLASS, 'turnout', '样例', 'public');
    const asked = await hall.request(hall.chair, 'GET', `/rounds/${ready}/readiness`);
    expect(asked.body).toMatchObject({ smallClasses: ['public_rep'] });
    const { roundId } = await votedOn('public', BY_CLASS);
    // Whoever certifies the count sees it whole.
    const counted = await hall.request(hall.chair, 'GET', `/rounds/${roundId}/count`);
    expect(counted.body).toMatchObject({ heldBack: 'small_class' });
    expect(shares(counted.body)).toEqual(['1/2', '1/2']);
    // The office reads it once it is announced, and no more of it than everybody.
    const office = () => hall.request(hall.desk, 'GET', `/rounds/${roundId}/count`);
    expect(codeOf(await office())).toBe('not_permitted');
    await hall.press(roundId, 'announce');
    const read = await office();
    expect(read.body).toMatchObject({ heldBack: 'small_class' });
    expect(shares(read.body)).toEqual(['4/8', '4/8']);
    await hall.press(roundId, 'publish');
    const { body } = await hall.request(undefined, 'GET', `/public/results/${roundId}`);
    expect(body).toMatchObject({ heldBack: 'small_class', box: null });
    expect(shares(body)).toEqual(['4/8', '4/8']);
    const screen = await hall.watch();
    expect(screen.view?.result?.heldBack).toBe('small_class');
    expect(shares(screen.view?.result)).toEqual(['4/8', '4/8']);
    screen.close();
    const refusal = { error: { code: 'class_too_small', detail: { classes: ['public_rep'] } } };
    expect((await publish(roundId)).body).toEqual(refusal);
    const exported = await hall.request(hall.desk, 'GET', `/rounds/${roundId}/export`);
    expect(exported.body).toEqual(refusal);
    expect((await download(`/public/boxes/${roundId}`)).status).toBe(404);
  });

  it('is one of fewer: with five of each, figures, export and box are whole', async () => {
    await hall.close();
    hall = await openHall({ deputies: 10 });
    await inClass(5);
    const { roundId } = await votedOn('public', BY_CLASS);
    await hall.press(roundId, 'announce', 'publish');
    const { body } = await hall.request(undefined, 'GET', `/public/results/${roundId}`);
    expect((body as PublicResult).heldBack).toBeNull();
    expect(shares(body)).toEqual(['3/5', '2/5']);
    expect((await hall.request(hall.desk, 'GET', `/rounds/${roundId}/export`)).status).toBe(200);
    expect((await publish(roundId)).status).toBe(200);
  });
});
