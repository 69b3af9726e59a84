import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { textOfDocx as textOf } from '../../../tests/support/docx.ts';
import { openHall, TWELVE_CHOOSE_TEN, voteOf, type Hall } from '../../../tests/support/hall.ts';
import { partsOf } from '../roster/zip.ts';
import { cookieName } from '../../platform/http.ts';

let hall: Hall;
beforeEach(async () => {
  hall = await openHall({ deputies: 6, absent: 1 });
});
afterEach(async () => {
  await hall.close();
});

async function download(
  roundId: string,
  path: string,
  who: { seat: string; token: string } | undefined = hall.chair,
) {
  const response = await fetch(`${hall.origin}/api/rounds/${roundId}/documents/${path}`, {
    headers: {
      'x-gongyi-seat': who.seat,
      cookie: `${cookieName(who.seat as 'chair')}=${who.token}`,
    },
  });
  return { response, bytes: Buffer.from(await response.arrayBuffer()) };
}

describe('documents of a round', () => {
  it('say what the result document says, in the usual order of words', async () => {
    const roundId = await hall.round(TWELVE_CHOOSE_TEN);
    await hall.press(roundId, 'open');
    await Promise.all(
      hall.deputies.map(async (id, i) => {
        const tablet = await hall.tablet(id);
        await tablet.vote(voteOf(roundId, { p01: 'for', p02: i < 4 ? 'for' : 'against' }));
      }),
    );
    await hall.press(roundId, 'close', 'count');
    const early = await download(roundId, 'notice.docx');
    expect(early.response.status).toBe(409);
    await hall.press(roundId, 'announce', 'publish');
    const announcement = textOf((await download(roundId, 'announcement.docx')).bytes);
    expect(announcement).toContain('本次会议应到7人，实到6人。');
    expect(announcement).toContain('发出表决票6张，收回表决票6张，其中有效票6张，无效票0张。');
    expect(announcement).toContain('1．样例项目1：赞成6票，反对0票，弃权0票。');
    expect(announcement).toContain('以下2项入选：样例项目1；样例项目2。');
    const report = textOf((await download(roundId, 'tally-report.docx')).bytes);
    expect(report).toContain('得票率%（占应到人数）');
    expect(report).toMatch(/1\n1\n样例项目1\n6\n0\n0\n0\n85\.71\n入选/);
    expect(report).toMatch(/2\n2\n样例项目2\n4\n2\n0\n0\n57\.14\n入选/);
    const notice = textOf((await download(roundId, 'notice.docx')).bytes);
    expect(notice).toContain('下列2项入选（以得票多少为序）');
    // 样例会议 of a town is signed by the presidium of the congress.
    expect(notice).toMatch(/样例会议主席团\n/);
    for (const name of ['ballot-paper', 'issue-record', 'tally-report', 'announcement', 'notice']) {
      const { response, bytes } = await download(roundId, `${name}.pdf`);
      expect(response.headers.get('content-type')).toBe('application/pdf');
      expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
      expect(bytes.length).toBeGreaterThan(5_000);
    }
    const made = await hall.db
      .selectFrom('audit_entry')
      .select('detail')
      .where('event', '=', 'document.made')
      .execute();
    expect(made).toHaveLength(8);
  });

  it('the record of issue and collection says who did not press on a tablet', async () => {
    await hall.db
      .updateTable('roll_entry')
      .set({ attendance: 'on_leave' })
      .where('person_id', '=', hall.absent[0]!)
      .execute();
    const roundId = await hall.round(TWELVE_CHOOSE_TEN);
    await hall.press(roundId, 'open');
    for (const id of hall.deputies.slice(0, 4)) {
      await (await hall.tablet(id)).vote(voteOf(roundId, { p01: 'for' }));
    }
    expect((await download(roundId, 'issue-record.docx')).response.status).toBe(409);
    await hall.press(roundId, 'close');
    // It says no figure of the count, so it is there before one exists, for staff too.
    const text = textOf((await download(roundId, 'issue-record.docx', hall.desk)).bytes);
    expect(text).toMatch(/应到（人）\n实到（人）\n请假（人）\n7\n6\n1\n/);
    expect(text).toMatch(/平板\n发出\n6\n收回\n4\n未交\n2\n/);
    expect(text).toContain('收回票数没有超过发出票数');
    expect(text).toMatch(/职务\n姓名\n签名\n日期\n总监票人/);
    expect(text).not.toMatch(/印制|有效/);
  });

  it('the record of issue and collection of a mixed round holds both boxes and what was explained', async () => {
    await hall.db
      .updateTable('roll_entry')
      .set({ medium: 'paper' })
      .where('person_id', 'in', hall.deputies.slice(0, 3))
      .execute();
    const drafted = await hall.request(hall.desk, 'POST', `/meetings/${hall.meetingId}/rounds`, {
      title: '样例混合票决',
      medium: 'mixed',
      definition: TWELVE_CHOOSE_TEN,
    });
    const { id } = drafted.body as { id: string };
    await hall.request(hall.desk, 'POST', `/rounds/${id}/make-ready`);
    await hall.press(id, 'open', 'close');
    const empty = textOf((await download(id, 'issue-record.docx')).bytes);
    expect(empty).toMatch(/印制\n\n—\n\n发出\n\n3\n\n/);
    await hall.request(hall.desk, 'PUT', `/rounds/${id}/stock`, {
      printed: 10,
      issued: 3,
      spoiled: 1,
      destroyed: 4,
      specimens: 1,
      collected: 2,
      note: '一张遗失',
      version: 0,
    });
    const text = textOf((await download(id, 'issue-record.docx')).bytes);
    expect(text).toMatch(/印制\n10\n—\n10\n发出\n3\n3\n6\n污损更换\n1\n—\n1\n/);
    expect(text).toMatch(/剪角作废\n4\n—\n4\n留样\n1\n—\n1\n收回\n2\n0\n2\n/);
    expect(text).toMatch(/未收回（未交）\n1\n3\n4\n/);
    expect(text).toContain('共9张，与印制数相差1张');
    expect(text).toContain('说明：一张遗失');
    // More papers than were issued: void, however many tablets stayed unused.
    await hall.request(hall.desk, 'PUT', `/rounds/${id}/stock`, {
      printed: 10,
      issued: 2,
      destroyed: 8,
      collected: 3,
      version: 1,
    });
    const tooMany = textOf((await download(id, 'issue-record.docx')).bytes);
    expect(tooMany).toContain('收回票数多于发出票数，本轮投票无效');
  });

  it('show the figures before the room does to nobody who may not read the count', async () => {
    const roundId = await hall.round(TWELVE_CHOOSE_TEN);
    await hall.press(roundId, 'open', 'close', 'count');
    for (const name of ['tally-report', 'announcement']) {
      expect((await download(roundId, `${name}.docx`, hall.desk)).response.status).toBe(403);
      expect((await download(roundId, `${name}.docx`)).response.status).toBe(200);
    }
    await hall.press(roundId, 'announce');
    expect((await download(roundId, 'tally-report.docx', hall.desk)).response.status).toBe(200);
  });

  it('announce nothing that is not signed', async () => {
    const path = `/meetings/${hall.meetingId}/decisions`;
    const officers = [{ personId: hall.deputies[0], office: 'chief_scrutineer' }];
    const hands = { subject: '名单', for: 6, against: 0, abstain: 0 };
    await hall.request(hall.chair, 'POST', path, { kind: 'officers', ...hands, officers });
    const roundId = await hall.round(TWELVE_CHOOSE_TEN);
    await hall.press(roundId, 'open', 'close', 'count');
    expect((await download(roundId, 'announcement.pdf')).response.status).toBe(409);
    const who = { seat: 'tablet' as const, token: await hall.signIn('tablet', hall.deputies[0]!) };
    await hall.request(who, 'POST', `/rounds/${roundId}/sign`, { version: 1 });
    expect((await download(roundId, 'announcement.pdf')).response.status).toBe(200);
  });

  it('ballot papers carry no number and no name, and leave the marks to the voter', async () => {
    const roundId = await hall.round(TWELVE_CHOOSE_TEN);
    const { bytes } = await download(roundId, 'ballot-paper.docx?size=a5&colour=yellow');
    const text = textOf(bytes);
    expect(text).toContain('最多选10项，多选的整票无效，少选有效');
    expect(text).toContain('样例项目12');
    expect(text).not.toMatch(/编号|姓名|签名|No\./);
  });

  it('name the characters that a PDF would lack, before anything is printed', async () => {
    const roundId = await hall.round({
      ...TWELVE_CHOOSE_TEN,
      items: [
        { id: 'a', title: '样例𫰠街公园' },
        { id: 'b', title: '样例şehir' },
        ...TWELVE_CHOOSE_TEN.items.slice(0, 10),
      ],
    });
    const asked = await hall.request(hall.desk, 'GET', `/rounds/${roundId}/documents`);
    expect(asked).toEqual({ status: 200, body: { missing: ['𫰠', 'ş'] } });
    const tablet = {
      seat: 'tablet' as const,
      token: await hall.signIn('tablet', hall.deputies[0]!),
    };
    expect((await hall.request(tablet, 'GET', `/rounds/${roundId}/documents`)).status).toBe(403);
    const elsewhere = await openHall({ deputies: 1, url: hall.url });
    const path = `/rounds/${roundId}/documents`;
    expect((await elsewhere.request(elsewhere.desk, 'GET', path)).status).toBe(404);
    await elsewhere.close();
  });

  it('of a whole meeting come in one archive, with a sheet to sign in on', async () => {
    const roundId = await hall.round(TWELVE_CHOOSE_TEN);
    await hall.press(roundId, 'open', 'close', 'count');
    const path = `/meetings/${hall.meetingId}`;
    const get = async (who: { seat: string; token: string }, what: string) => {
      const response = await fetch(`${hall.origin}/api${path}/${what}?seat=${who.seat}`, {
        headers: { cookie: `${cookieName(who.seat as 'desk')}=${who.token}` },
      });
      return { response, bytes: Buffer.from(await response.arrayBuffer()) };
    };
    const early = await get(hall.desk, 'documents.zip');
    expect(early.response.headers.get('content-type')).toBe('application/zip');
    const [round] = (await hall.db.selectFrom('round').select('title').execute()).map(
      ({ title }) => `01 ${title}`,
    );
    const names = (kinds: readonly string[]) =>
      kinds.flatMap((kind) => [`${round}/${kind}.docx`, `${round}/${kind}.pdf`]);
    const result = names(['票决计票结果报告单', '宣布词', '公告']);
    const inside = (archive: Buffer, wanted: readonly string[]): Map<string, Buffer> =>
      partsOf(archive, (name) => wanted.includes(name)) ?? new Map<string, Buffer>();
    const before = inside(early.bytes, [...names(['表决票', '表决票发放、收回记录']), ...result]);
    // Whoever may not read the count finds nothing of it before the announcement.
    expect([...before.keys()]).toEqual(names(['表决票', '表决票发放、收回记录']));
    await hall.press(roundId, 'announce');
    const { bytes } = await get(hall.desk, 'documents.zip');
    const parts = inside(bytes, ['签到表.docx', '签到表.pdf', ...result]);
    expect([...parts.keys()]).toEqual(['签到表.docx', '签到表.pdf', ...result]);
    expect(textOf(parts.get('签到表.docx')!)).toMatch(
      /序号\n姓名\n单位\n身份\n签\u3000+名\n1\n样例/,
    );
    expect(textOf(parts.get(`${round}/公告.docx`)!)).toContain('特此公告');
    const sheet = await get(hall.desk, 'sign-in-sheet.pdf');
    expect(sheet.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await get(hall.chair, 'documents.zip')).response.status).toBe(403);
    const elsewhere = await openHall({ deputies: 1, url: hall.url });
    expect((await get(elsewhere.desk, 'documents.zip')).response.status).toBe(404);
    await elsewhere.close();
  });

  it('are for the presider and staff, not for tablets or strangers', async () => {
    const roundId = await hall.round(TWELVE_CHOOSE_TEN);
    const token = await hall.signIn('tablet', hall.deputies[0]!);
    const refused = await download(roundId, 'ballot-paper.pdf', { seat: 'tablet', token });
    expect(refused.response.status).toBe(403);
    expect(
      (await download(roundId, 'ballot-paper.pdf', { seat: 'chair', token: 'x' })).response.status,
    ).toBe(401);
    const elsewhere = await openHall({ deputies: 1, url: hall.url });
    const strange = await download(roundId, 'ballot-paper.pdf', elsewhere.chair);
    expect(strange.response.status).toBe(404);
    await elsewhere.close();
  });
});
