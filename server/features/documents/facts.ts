import type { AssemblyKind } from '../../domain/assemblyKind.ts';
import { actOf } from '../../domain/elects.ts';
import { z } from 'zod';
import type { Medium } from '../../contract/room/schemas.ts';
import { CountedRoll } from '../../contract/counting/schemas.ts';
import { publishable, type HeldBack } from '../../domain/classes.ts';
import { roundResult, type RoundResult } from '../../domain/result.ts';
import { ofVoters } from '../../domain/quorum.ts';
import { roundDefinition, type RoundDefinition } from '../../domain/round/document.ts';
import type { RoundFacts } from './documents.repo.ts';

/** Everything a document may say. Its figures come from the result document and the roll it was counted with. */
export type Facts = {
  assembly: string;
  /** 街道 votes select (票选), 乡镇 votes decide (票决). */
  kind: AssemblyKind;
  sample: boolean;
  meeting: string;
  heldOn: Date;
  title: string;
  definition: RoundDefinition;
  counted:
    | {
        version: number;
        roll: z.infer<typeof CountedRoll>;
        /** What may be published of the count: paper is passed on, whoever it was made for. */
        result: RoundResult;
        heldBack: HeldBack | null;
        madeAt: Date;
        /** Why it was counted again; null of the first version. */
        reason: string | null;
        sha256: string;
      }
    | undefined;
  officers: { office: string; name: string; signed: Date | null }[];
  issue: Issue;
};

/** What is recorded of issuing and collecting ballots (表决票发放、收回). */
export type Issue = {
  medium: Medium;
  openedAt: Date | null;
  closedAt: Date | null;
  /** As fixed at the opening; rounds opened before it was noted don't know who was on leave. */
  roll: z.infer<typeof OpenedRoll> | null;
  /** Issued by opening, collected at the close; null where nobody votes on a tablet. */
  tablets: { issued: number; collected: number } | null;
  /** The record of paper ballots; null where there is none. */
  stock: NonNullable<RoundFacts['stock']> | null;
};

const OpenedRoll = z.object({ enrolled: z.int(), present: z.int(), onLeave: z.int().optional() });

export function factsOf(row: RoundFacts): Facts {
  // What is no longer what was counted says nothing, not even the names.
  const count = row.count?.stands === true ? row.count : undefined;
  return {
    // A count keeps the names of its moment.
    assembly: count?.assembly_name ?? row.round.assembly,
    kind: row.round.kind,
    sample: row.round.sample,
    meeting: count?.meeting_title ?? row.round.meeting,
    heldOn: row.round.starts_at,
    title: row.round.title,
    definition: roundDefinition.parse(row.round.definition),
    counted:
      count === undefined
        ? undefined
        : {
            version: count.version,
            roll: CountedRoll.parse(count.roll),
            result: publishable(roundResult.parse(count.result), count.held_back),
            heldBack: count.held_back,
            madeAt: count.made_at,
            reason: count.reason,
            sha256: count.document_sha256,
          },
    officers: row.officers.map((officer) => ({
      office: officer.office,
      name: officer.name,
      signed: officer.signed_at,
    })),
    issue: {
      medium: row.round.medium,
      openedAt: row.round.opened_at,
      closedAt: row.round.closed_at,
      roll: row.round.roll === null ? null : OpenedRoll.parse(row.round.roll),
      tablets:
        row.round.medium === 'paper' || row.round.medium === 'figures' || row.tally === undefined
          ? null
          : { issued: row.tally.electors, collected: row.tally.papers },
      stock: row.stock ?? null,
    },
  };
}

export const OFFICE_NAMES: Record<string, string> = {
  chief_scrutineer: '总监票人',
  scrutineer: '监票人',
  chief_teller: '总计票人',
  teller: '计票人',
};

/** 票选 in a subdistrict, 票决 in a town; other kinds of ballot have names of their own. */
export function actName(facts: Facts): string {
  switch (actOf(facts.definition)) {
    case 'election':
      return '选举';
    case 'evaluation':
      return '测评';
    case 'vote':
      return facts.kind === 'subdistrict' ? '票选' : '票决';
  }
}

/** What a paper of the round is called. */
export function paperName({ definition }: Facts): string {
  return { election: '选票', evaluation: '测评票', vote: '表决票' }[actOf(definition)];
}

/** The heading of a paper: 票决 and 票 make 票决票, not 票决表决票. */
export function paperTitle(facts: Facts): string {
  const { title } = facts;
  return /(票决|票选|表决|选举|测评)$/.test(title) ? `${title}票` : titled(title, paperName(facts));
}

/** A title with what it is the paper or result of; a title that ends so already isn't told twice. */
export function titled(title: string, suffix: string): string {
  for (let length = suffix.length; length > 1; length -= 1) {
    const head = suffix.slice(0, length);
    if (title.endsWith(head)) return `${title}${suffix.slice(length)}`;
  }
  return `${title}${suffix}`;
}

/**
 * Who signs what is published: of an election by the voters of a constituency the body that holds it; in a town the presidium of the congress (大会主席团), of which the meeting's title tells;
 * in a subdistrict the committee itself.
 */
export function issuer({ kind, meeting, assembly, definition }: Facts): string {
  if (kind === 'subdistrict' || ofVoters(definition.quorum)) return assembly;
  return /会议?$/.test(meeting) ? `${meeting}主席团` : `${assembly}主席团`;
}

/** 某街道人大工委召开某会议, where the meeting doesn't name the place itself. */
export function meetingHeld({ kind, meeting, assembly }: Facts): string {
  const place = /^.{2,}?(街道|镇|乡|区|县)/.exec(assembly)?.[0] ?? assembly;
  return kind === 'town' || meeting.includes(place) ? meeting : `${assembly}召开${meeting}`;
}

export function day(date: Date): string {
  const parts = new Intl.DateTimeFormat('zh-CN', {
    timeZone: 'Asia/Shanghai',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  }).formatToParts(date);
  const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  return `${of('year')}年${of('month')}月${of('day')}日`;
}

/** Day and minute; empty while it isn't known. */
export function moment(date: Date | null): string {
  if (date === null) return '';
  const time = new Intl.DateTimeFormat('zh-CN', {
    timeZone: 'Asia/Shanghai',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  });
  return `${day(date)}${time.format(date)}`;
}

/** 应到…实到…发出…收回…有效…无效, in the usual order of words. */
export function figuresSentence(facts: Facts): string {
  const { counted } = facts;
  if (counted === undefined) throw new Error('there is no count to speak of');
  const { enrolled, present, issued, collected } = counted.roll;
  const validity =
    'papers' in counted.result && 'valid' in counted.result.papers
      ? `，其中有效票${String(counted.result.papers.valid)}张，无效票${String(counted.result.papers.invalid)}张`
      : '';
  const missing = issued - collected;
  const unreturned = missing > 0 ? `，未收回${String(missing)}张` : '';
  const who = ofVoters(facts.definition.quorum)
    ? `选民${String(enrolled)}人，参加投票${String(present)}人`
    : `应到${String(enrolled)}人，实到${String(present)}人`;
  const paper = paperName(facts);
  return `${who}；发出${paper}${String(issued)}张，收回${paper}${String(collected)}张${unreturned}${validity}。`;
}
