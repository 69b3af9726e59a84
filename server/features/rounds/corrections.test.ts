import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHall, voteOf, type Answer, type Hall } from '../../../tests/support/hall.ts';
import type { Office } from '../../contract/decisions/schemas.ts';
import type { Round } from '../../contract/rounds/schemas.ts';
import type { RoundDefinitionInput } from '../../domain/round/document.ts';

let hall: Hall;
beforeEach(async () => {
  hall = await openHall({ deputies: 6 });
});
afterEach(async () => {
  await hall.close();
});

const TWO: RoundDefinitionInput = {
  kind: 'election',
  seats: 1,
  items: ['a', 'b'].map((id) => ({ id, title: `样例${id}` })),
  majority: [{ base: 'present', fraction: '1/4', strict: true }],
};
type Who = { seat: 'tablet'; token: string };

function codeOf(answer: Answer): string | undefined {
  return (answer.body as { error?: { code: string } } | undefined)?.error?.code;
}

async function appoint(offices: readonly Office[]): Promise<Who[]> {
  const officers = offices.map((office, i) => ({ personId: hall.deputies[i]!, office }));
  const path = `/meetings/${hall.meetingId}/decisions`;
  const hands = { subject: '名单', for: 6, against: 0, abstain: 0 };
  const body = { kind: 'officers', ...hands, officers };
  expect(codeOf(await hall.request(hall.chair, 'POST', path, body))).toBeUndefined();
  return Promise.all(
    officers.map(async ({ personId }) => ({
      seat: 'tablet' as const,
      token: await hall.signIn('tablet', personId),
    })),
  );
}

/** A round of paper ballots, closed, of which two were collected. */
async function paperRound(): Promise<string> {
  const drafted = await hall.request(hall.desk, 'POST', `/meetings/${hall.meetingId}/rounds`, {
    title: '样例纸质票决',
    medium: 'paper',
    definition: TWO,
  });
  const { id } = drafted.body as Round;
  await hall.request(hall.desk, 'POST', `/rounds/${id}/make-ready`);
  await hall.press(id, 'open', 'close');
  const stock = { printed: 6, issued: 6, collected: 2, version: 0 };
  expect((await hall.request(hall.desk, 'PUT', `/rounds/${id}/stock`, stock)).status).toBe(200);
  return id;
}
const enter = (id: string, who: Who, position: number, paper: object) =>
  hall.request(who, 'PUT', `/rounds/${id}/entry/${String(position)}`, paper);
const done = (id: string, who: Who) => hall.request(who, 'POST', `/rounds/${id}/entry/done`);

async function enterBoth(id: string, tellers: readonly Who[], papers: readonly object[]) {
  for (const teller of tellers) {
    for (const [i, paper] of papers.entries()) await enter(id, teller, i + 1, paper);
    expect((await done(id, teller)).status).toBe(200);
  }
}

describe('a count whose box was corrected afterwards', () => {
  it('is not signed until it is counted again', async () => {
    const [first, second, scrutineer] = await appoint(['teller', 'teller', 'chief_scrutineer']);
    const id = await paperRound();
    const tellers = [first!, second!];
    await enterBoth(id, tellers, [{ marks: { a: 'for' } }, { marks: { a: 'for' } }]);
    await hall.press(id, 'count');
    const current = async () =>
      ((await hall.request(hall.chair, 'GET', `/rounds/${id}/count`)).body as { current: boolean })
        .current;
    expect(await current()).toBe(true);
    for (const teller of tellers) {
      await hall.request(teller, 'POST', `/rounds/${id}/entry/reopen`);
      await enter(id, teller, 2, { marks: { b: 'for' } });
      await done(id, teller);
    }
    const sign = (version: number) =>
      hall.request(scrutineer, 'POST', `/rounds/${id}/sign`, { version });
    // Presider and scrutineers are told before anybody presses.
    expect(await current()).toBe(false);
    expect(codeOf(await sign(1))).toBe('not_counted_yet');
    const reason = { reason: '计票人更正' };
    const recount = await hall.request(hall.chair, 'POST', `/rounds/${id}/recount`, reason);
    expect(recount.status).toBe(200);
    expect((await sign(2)).body).toMatchObject({ state: 'signed' });
    await hall.press(id, 'announce');
  });

  it('is not announced either, where no signature is needed', async () => {
    const tellers = await appoint(['teller', 'teller']);
    const id = await paperRound();
    await enterBoth(id, tellers, [{ marks: { a: 'for' } }, { marks: { a: 'for' } }]);
    await hall.press(id, 'count');
    await hall.request(tellers[0], 'POST', `/rounds/${id}/entry/reopen`);
    expect(codeOf(await hall.act(id, 'announce'))).toBe('box_not_ready');
    await done(id, tellers[0]!);
    const stock = { printed: 6, issued: 5, collected: 2, version: 1 };
    await hall.request(hall.desk, 'PUT', `/rounds/${id}/stock`, stock);
    expect(codeOf(await hall.act(id, 'announce'))).toBe('not_counted_yet');
    const again = { ...stock, issued: 6, version: 2 };
    await hall.request(hall.desk, 'PUT', `/rounds/${id}/stock`, again);
    await hall.press(id, 'announce');
  });
});

describe('a correction that shows more collected than issued', () => {
  it('ends the round as void, and it is voted again', async () => {
    const tellers = await appoint(['teller', 'teller']);
    const id = await paperRound();
    await enterBoth(id, tellers, [{ marks: { a: 'for' } }, { marks: { a: 'for' } }]);
    expect((await hall.press(id, 'count')).state).toBe('tallied');
    const stock = { printed: 6, issued: 1, collected: 2, version: 1 };
    await hall.request(hall.desk, 'PUT', `/rounds/${id}/stock`, stock);
    const again = { reason: '发出数更正' };
    const recount = await hall.request(hall.chair, 'POST', `/rounds/${id}/recount`, again);
    expect(recount).toMatchObject({ status: 200, body: { state: 'void' } });
    expect(codeOf(await hall.act(id, 'announce'))).toBe('wrong_state');
    const revote = { origin: 'revote', reason: '' };
    const next = await hall.request(hall.chair, 'POST', `/rounds/${id}/successor`, revote);
    expect(next).toMatchObject({ status: 200, body: { state: 'ready' } });
  });
});

describe('the pile', () => {
  it('is not taken up by an entry that was refused', async () => {
    const [first, second, third] = await appoint(['teller', 'teller', 'teller']);
    const id = await paperRound();
    expect(codeOf(await enter(id, third!, 2, { marks: {} }))).toBe('position_gap');
    expect(codeOf(await enter(id, third!, 1, { marks: { z: 'for' } }))).toBe('malformed');
    for (const teller of [first!, second!]) {
      expect((await enter(id, teller, 1, { marks: {} })).status).toBe(200);
    }
  });

  it('has one name for one person, however it was typed', async () => {
    const [first, second] = await appoint(['teller', 'teller']);
    const id = await paperRound();
    const paper = (name: string) => ({ marks: { a: 'against' }, writeIns: [name] });
    for (const [teller, name] of [
      [first!, ' 样例张三'],
      [second!, '样例张三 '],
    ] as const) {
      await enter(id, teller, 1, paper(name));
      await enter(id, teller, 2, paper('样例张三'));
      await done(id, teller);
    }
    await hall.press(id, 'count');
    const counted = await hall.request(hall.chair, 'GET', `/rounds/${id}/count`);
    expect(counted.body).toMatchObject({
      result: { items: [{ id: 'a' }, { id: 'b' }, { id: 'w:样例张三', for: 2 }] },
    });
  });
});

describe('a re-vote', () => {
  const revote = (id: string) =>
    hall.request(hall.chair, 'POST', `/rounds/${id}/successor`, {
      origin: 'revote',
      reason: '主席团决定重新投票',
    });

  it('of a signed round takes its place: the first is never announced', async () => {
    const [scrutineer] = await appoint(['chief_scrutineer']);
    const id = await hall.round(TWO);
    await hall.press(id, 'open');
    const tablet = {
      seat: 'tablet' as const,
      token: await hall.signIn('tablet', hall.deputies[1]!),
    };
    await hall.request(tablet, 'POST', '/vote', voteOf(id, { a: 'for' }));
    await hall.press(id, 'close', 'count');
    await hall.request(scrutineer, 'POST', `/rounds/${id}/sign`, { version: 1 });
    const next = (await revote(id)).body as Round;
    expect(next.state).toBe('ready');
    await hall.press(next.id, 'present', 'open');
    const late = await hall.act(id, 'announce');
    expect(late.body).toEqual({
      error: { code: 'follows_already', detail: { roundId: next.id } },
    });
  });

  it('of a round that could not be counted lets officers change, and the old box stays uncounted', async () => {
    await appoint(['teller', 'teller']);
    const id = await paperRound();
    const next = (await revote(id)).body as Round;
    await appoint(['teller', 'teller']);
    await hall.press(next.id, 'open');
    expect(codeOf(await hall.act(id, 'count'))).toBe('follows_already');
  });
});

describe('a count before its announcement', () => {
  it('is read at a tablet by the scrutineers of this very meeting, not by a name on the roster', async () => {
    const [own] = await appoint(['chief_scrutineer']);
    const [, , listed = '', other = ''] = hall.deputies;
    const id = await hall.round(TWO);
    await hall.press(id, 'open', 'close', 'count');
    const read = async (token: string, path = 'count') =>
      codeOf(await hall.request({ seat: 'tablet', token }, 'GET', `/rounds/${id}/${path}`));
    await hall.db
      .insertInto('person_role')
      .values({ assembly_id: hall.assemblyId, person_id: listed, role: 'scrutineer' })
      .execute();
    expect(await read(await hall.signIn('tablet', listed))).toBe('not_permitted');
    expect(await read(own!.token)).toBeUndefined();

    // The scrutineer of another meeting of the same assembly.
    await hall.request(hall.desk, 'POST', `/meetings/${hall.meetingId}/end`);
    const made = await hall.request(hall.desk, 'POST', '/meetings', {
      title: '样例下一次会议',
      startsAt: '2026-11-22T00:00:00Z',
      quorum: [],
    });
    const meeting = (made.body as { id: string }).id;
    const entries = [{ personId: other, class: 'deputy', entitled: true }];
    await hall.request(hall.desk, 'PUT', `/meetings/${meeting}/roll`, { entries });
    await hall.request(hall.desk, 'POST', `/meetings/${meeting}/start`);
    const issued = await hall.request(hall.desk, 'POST', `/meetings/${meeting}/cards`, {
      who: 'without',
    });
    const [{ code } = { code: '' }] = (issued.body as { cards: { code: string }[] }).cards;
    const response = await fetch(`${hall.origin}/api/sign-in/card`, {
      method: 'POST',
      headers: { origin: hall.origin, 'content-type': 'application/json' },
      body: JSON.stringify({ code }),
    });
    const token = /gongyi_tablet=([^;]+)/.exec(response.headers.get('set-cookie') ?? '')?.[1] ?? '';
    const decided = await hall.request(hall.chair, 'POST', `/meetings/${meeting}/decisions`, {
      kind: 'officers',
      subject: '名单',
      for: 1,
      against: 0,
      abstain: 0,
      officers: [{ personId: other, office: 'scrutineer' }],
    });
    expect(decided.status).toBe(200);
    for (const path of ['count', 'signatures', 'box', 'documents/tally-report.docx']) {
      expect(await read(token, path)).toBe('not_found');
    }
  });
});
