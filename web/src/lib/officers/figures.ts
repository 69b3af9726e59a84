import type { FiguresBody } from '$contract/paper/schemas.ts';
import { brokenByHand, type CountedByHand } from '$domain/count/byHand.ts';
import type { BrokenIdentity } from '$domain/figures.ts';
import { standingOf } from '$domain/quorum.ts';

/** 应到, 实到, 发出, 收回: what is said of the whole ballot. */
export const ROLL_FIGURES = ['enrolled', 'present', 'issued', 'collected'] as const;
/** 有效, 无效, where the papers were counted. */
export const PAPER_FIGURES = ['valid', 'invalid'] as const;
/** 赞成, 反对, 弃权, 部分无效 of each item. */
export const ITEM_FIGURES = ['for', 'against', 'abstain', 'void'] as const;
type Key = (typeof ROLL_FIGURES)[number] | (typeof PAPER_FIGURES)[number];

/** The figures of a ballot as they are being typed. */
export type FigureFields = {
  readonly figures: Readonly<Record<Key, string>>;
  /** By item, in the order of the round. */
  readonly items: readonly Readonly<Record<(typeof ITEM_FIGURES)[number], string>>[];
  readonly writeIns: readonly { readonly name: string; readonly for: string }[];
};

export function emptyFields(definition: CountedByHand): FigureFields {
  return {
    figures: { enrolled: '', present: '', issued: '', collected: '', valid: '', invalid: '' },
    items: definition.items.map(() => ({ for: '', against: '', abstain: '', void: '' })),
    writeIns: [],
  };
}

/** Figures that were entered, taken up again. */
export function fieldsOfFigures(definition: CountedByHand, figures: FiguresBody): FigureFields {
  const { counted } = figures;
  return {
    figures: {
      enrolled: String(figures.enrolled),
      present: String(figures.present),
      issued: String(figures.issued),
      collected: String(figures.collected),
      valid: String(counted?.valid ?? ''),
      invalid: String(counted?.invalid ?? ''),
    },
    items:
      counted?.items.map((item) => ({
        for: String(item.for),
        against: String(item.against),
        abstain: String(item.abstain),
        void: String(item.void),
      })) ?? emptyFields(definition).items,
    writeIns: counted?.writeIns.map(({ name, for: votes }) => ({ name, for: String(votes) })) ?? [],
  };
}

/** A whole number as typed, also in full-width digits; null for anything else, also for nothing. */
export function whole(text: string): number | null {
  const plain = text.trim().normalize('NFKC');
  return /^\d{1,7}$/.test(plain) ? Number(plain) : null;
}

/** What somebody typed that is no number. */
export function isWrong(text: string): boolean {
  return text.trim() !== '' && whole(text) === null;
}

export type FiguresRead =
  | { readonly ok: true; readonly body: FiguresBody }
  /** `missing`: fields still empty; `wrong`: fields that hold no number. */
  | { readonly ok: false; readonly missing: number; readonly wrong: number };

/**
 * Whether the papers need not be counted: more were collected than issued, or too few voters took part. Null while
 * the figures for that are missing.
 */
export function needsNoCount(
  definition: CountedByHand,
  fields: FigureFields,
): 'void' | 'inquorate' | null {
  const of = (key: Key): number | null => whole(fields.figures[key]);
  const [enrolled, present] = [of('enrolled'), of('present')];
  const [issued, collected] = [of('issued'), of('collected')];
  if (issued === null || collected === null) return null;
  if (collected > issued) return 'void';
  if (enrolled === null || present === null) return null;
  const standing = standingOf(definition.quorum, { enrolled, present, issued, collected });
  return standing === 'valid' ? null : standing;
}

/** Reads the form. 部分无效 may stay empty where there are none. */
export function readFigures(definition: CountedByHand, fields: FigureFields): FiguresRead {
  const uncounted = needsNoCount(definition, fields) !== null;
  const texts = [
    ...ROLL_FIGURES.map((key) => fields.figures[key]),
    ...(uncounted
      ? []
      : [
          ...PAPER_FIGURES.map((key) => fields.figures[key]),
          ...fields.items.flatMap((item) => [item.for, item.against, item.abstain]),
          ...fields.writeIns.flatMap((one) => [one.name === '' ? '' : '0', one.for]),
        ]),
  ];
  const voids = uncounted ? [] : fields.items.map((item) => item.void);
  const missing = texts.filter((text) => text.trim() === '').length;
  const wrong = [...texts, ...voids].filter(isWrong).length;
  if (missing > 0 || wrong > 0) return { ok: false, missing, wrong };
  const number = (text: string): number => whole(text) ?? 0;
  const { figures } = fields;
  const counted = {
    valid: number(figures.valid),
    invalid: number(figures.invalid),
    items: definition.items.map(({ id }, index) => {
      const item = fields.items[index];
      return {
        id,
        for: number(item?.for ?? ''),
        against: number(item?.against ?? ''),
        abstain: number(item?.abstain ?? ''),
        void: number(item?.void ?? ''),
      };
    }),
    writeIns: fields.writeIns.map((one) => ({ name: one.name.trim(), for: number(one.for) })),
  };
  return {
    ok: true,
    body: {
      enrolled: number(figures.enrolled),
      present: number(figures.present),
      issued: number(figures.issued),
      collected: number(figures.collected),
      counted: uncounted ? null : counted,
    },
  };
}

/** The identities that these figures break, as the server will check them. */
export function brokenIn(
  definition: CountedByHand,
  body: FiguresBody,
  fixed: { readonly enrolled: number; readonly present: number } | null,
): BrokenIdentity[] {
  return brokenByHand(definition, body, fixed);
}

/** 赞成 + 反对 + 弃权 + 部分无效 of an item; null while one of the first three is missing. */
export function sumOf(item: FigureFields['items'][number]): number | null {
  const parts = [item.for, item.against, item.abstain].map(whole);
  if (parts.includes(null) || isWrong(item.void)) return null;
  return parts.reduce<number>((sum, part) => sum + (part ?? 0), whole(item.void) ?? 0);
}
