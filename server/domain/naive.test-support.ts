/**
 * A second count, written from docs/round-format.md alone and as plainly as possible: every figure is
 * found by going through all papers again, every comparison multiplies out. It shares no code with
 * the real one and only understands documents that are allowed.
 */

type Rule = { base: string; fraction: string; strict: boolean; class?: string };
type Condition = { sum: string[]; base: string; fraction: string; strict: boolean };
type Mark = string | number | string[] | { [indicator: string]: number };
export type NaivePaper = {
  marks: { [item: string]: Mark };
  class?: string;
  illegible?: boolean;
  writeIns?: string[];
};
export type NaiveDocument = {
  kind: string;
  seats?: number;
  exact?: boolean;
  items: { id: string }[];
  quorum?: { of: string; fraction: string; strict: boolean }[];
  majority?: Rule[];
  roll: {
    enrolled: number;
    present: number;
    issued: number;
    collected: number;
    classes?: { [name: string]: { enrolled: number; present: number } };
  };
  round?: number;
  shortfall?: string;
  scale?: { id: string; excluded?: boolean }[];
  blank?: string;
  grades?: { grade: string; when: Condition[] }[];
  weights?: { [name: string]: string };
  indicators?: { id: string; min: number; max: number; weight: string }[];
  bands?: { grade: string; min: string }[];
  papers: NaivePaper[];
};

/** The result document, or so it should be. */
export function naiveCount(doc: NaiveDocument): unknown {
  const { roll } = doc;
  const objects = doc.kind === 'rating' || doc.kind === 'scorecard';
  const ended = (round: string) => ({
    format: 'gongyi-result/1',
    round,
    papers: { collected: roll.collected },
    ...(objects ? {} : { next: null }),
  });
  const fails = (of: string, reached: number) =>
    (doc.quorum ?? []).some(
      (q) => q.of === of && !over(reached, q.fraction, roll.enrolled, q.strict),
    );
  if (fails('enrolled', roll.present)) return ended('inquorate');
  if (roll.collected > roll.issued) return ended('void');
  if (fails('registered', roll.collected)) return ended('inquorate');
  if (doc.kind === 'rating') return rating(doc);
  if (doc.kind === 'scorecard') return scorecard(doc);
  return items(doc);
}

/** value ⊳ fraction × base, multiplied out. */
function over(value: number, text: string, base: number, strict: boolean): boolean {
  const [n, d] = parts(text);
  const left = BigInt(value) * d;
  const right = n * BigInt(base);
  return left > right || (!strict && left === right);
}

function parts(text: string): [bigint, bigint] {
  const [n, d] = text.split('/');
  return [BigInt(n ?? '0'), BigInt(d ?? '1')];
}

function percentOf(part: number, whole: number): string | null {
  if (whole === 0) return null;
  let units = (BigInt(part) * 10000n) / BigInt(whole);
  const left = (BigInt(part) * 10000n) % BigInt(whole);
  if (left * 2n >= BigInt(whole)) units += 1n;
  const digits = units.toString().padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function reasonOf(doc: NaiveDocument, paper: NaivePaper): string | null {
  if (paper.illegible) return 'illegible';
  const seats = doc.seats ?? 0;
  if (doc.kind === 'choose' || doc.kind === 'election') {
    let ticks = 0;
    for (const { id } of doc.items) if (paper.marks[id] === 'for') ticks++;
    const names = paper.writeIns ?? [];
    const keys = names.map((name) => plain(name).toLowerCase());
    ticks += keys.filter((key, at) => keys.indexOf(key) === at).length;
    if (ticks > seats) return 'too_many';
    if (doc.exact && ticks < seats) return 'too_few';
  }
  if (doc.kind === 'rank') {
    const places = Object.values(paper.marks).map(Number);
    places.sort((a, b) => a - b);
    if (places.length > seats || places.some((place, at) => place !== at + 1)) return 'bad_ranking';
  }
  return null;
}

function sameName(a: string, b: string): boolean {
  return plain(a).toLowerCase() === plain(b).toLowerCase();
}

/** A name in the form that results show; of all dots only those that the documents of tests have. */
function plain(name: string): string {
  let form = '';
  for (const sign of name) {
    if ('•‧・．'.includes(sign)) form += '·';
    else if (!['\uFE0F', '\u200B', '\u3164', '　'].includes(sign)) form += sign.normalize('NFKC');
  }
  return form;
}

function items(doc: NaiveDocument): unknown {
  const seats = doc.seats;
  const papers = doc.papers.map((paper) => ({ ...paper, reason: reasonOf(doc, paper) }));
  const valid = papers.filter((paper) => paper.reason === null);
  const has = (paper: NaivePaper, id: string) =>
    id.startsWith('w:') && doc.kind === 'election'
      ? (paper.writeIns ?? []).some((name) => sameName(name, id.slice(2)))
      : paper.marks[id] === 'for' || typeof paper.marks[id] === 'number';
  const marked = (id: string, mark: string) => valid.filter((p) => p.marks[id] === mark).length;

  const listed = doc.items.map(({ id }) => id);
  const names: string[] = [];
  for (const paper of valid) {
    for (const name of (paper.writeIns ?? []).map(plain)) {
      const at = names.findIndex((other) => sameName(other, name));
      if (at === -1) names.push(name);
      else if (name < (names[at] ?? '')) names[at] = name;
    }
  }
  names.sort((a, b) => (a < b ? -1 : 1));
  const ids = [...listed, ...names.map((name) => `w:${name}`)];

  const approvals = (id: string, group?: string) =>
    valid.filter((p) => has(p, id) && (group === undefined || p.class === group)).length;
  const baseOf = (rule: Rule | undefined): number => {
    const group = rule?.class;
    const within = (p: NaivePaper) => group === undefined || p.class === group;
    if (rule === undefined || rule.base === 'valid') return valid.filter(within).length;
    if (rule.base === 'collected') return papers.filter(within).length;
    if (rule.base === 'issued') return doc.roll.issued;
    const figures = group === undefined ? doc.roll : doc.roll.classes?.[group];
    return (rule.base === 'enrolled' ? figures?.enrolled : figures?.present) ?? NaN;
  };
  const rules = doc.majority ?? [];
  const votesOf = (id: string) => {
    if (doc.kind !== 'rank') return approvals(id);
    let points = 0;
    for (const p of valid) {
      const place = p.marks[id];
      if (typeof place === 'number') for (let k = place; k <= (seats ?? 0); k++) points++;
    }
    return points;
  };
  const passed = (id: string) => {
    if (doc.kind === 'rank' || rules.length === 0) return votesOf(id) >= 1;
    return rules.every((r) => over(approvals(id, r.class), r.fraction, baseOf(r), r.strict));
  };

  const table = ids.map((id) => ({ id, votes: votesOf(id), passed: passed(id) }));
  const through = table.filter((row) => row.passed);
  const outcome = (row: { votes: number; passed: boolean }) => {
    if (!row.passed) return 'not_elected';
    if (seats === undefined) return 'elected';
    if (through.filter((other) => other.votes >= row.votes).length <= seats) return 'elected';
    return through.filter((other) => other.votes > row.votes).length < seats
      ? 'tied'
      : 'not_elected';
  };

  const first = rules[0];
  const lines = table.map((row) => {
    const share = approvals(row.id, first?.class);
    return {
      id: row.id,
      for: approvals(row.id),
      against: row.id.startsWith('w:') ? 0 : marked(row.id, 'against'),
      abstain: valid.filter(
        (p) => !has(p, row.id) && !['against', 'illegible'].includes(String(p.marks[row.id])),
      ).length,
      void: row.id.startsWith('w:') ? 0 : marked(row.id, 'illegible'),
      share: `${share}/${baseOf(first)}`,
      percent: percentOf(share, baseOf(first)),
      ...(doc.kind === 'rank' ? { points: row.votes } : {}),
      rank: 1 + table.filter((other) => other.votes > row.votes).length,
      passed: row.passed,
      outcome: outcome(row),
    };
  });

  let next: unknown = null;
  const tied = lines.filter((line) => line.outcome === 'tied');
  const open = (seats ?? 0) - lines.filter((line) => line.outcome === 'elected').length;
  if (tied.length > 0) {
    next = { kind: 'runoff', items: tied.map((line) => line.id), seats: open };
  } else if (open > 0 && ['choose', 'each', 'election'].includes(doc.kind)) {
    const shortfall = doc.shortfall ?? 'supplementary';
    const left = table.filter((row) => !row.passed && listed.includes(row.id));
    const called = left.filter((row) => left.filter((o) => o.votes > row.votes).length <= open);
    if (shortfall === 'next_session') next = { kind: 'next_session', seats: open };
    else if (shortfall === 'vacant' || (doc.round ?? 1) > 1 || called.length === 0) {
      next = { kind: 'vacant', seats: open };
    } else {
      const order: string[] = [];
      const most = Math.max(...called.map((row) => row.votes));
      for (let votes = most; votes >= 0; votes--) {
        for (const row of called) if (row.votes === votes) order.push(row.id);
      }
      next = { kind: 'supplementary', items: order, seats: open };
    }
  }
  const because = (reason: string) => papers.filter((p) => p.reason === reason).length;
  return {
    format: 'gongyi-result/1',
    round: 'valid',
    papers: {
      collected: papers.length,
      valid: valid.length,
      invalid: papers.length - valid.length,
      reasons: {
        illegible: because('illegible'),
        too_many: because('too_many'),
        too_few: because('too_few'),
        bad_ranking: because('bad_ranking'),
      },
    },
    items: lines,
    next,
  };
}

function rating(doc: NaiveDocument): unknown {
  const scale = doc.scale ?? [];
  const inside = scale.filter((g) => g.excluded !== true).map((g) => g.id);
  const objects = doc.items.map(({ id }) => {
    const of = (papers: NaivePaper[]) => {
      const legible = papers.filter((p) => !p.illegible);
      const ticks = (grade: string) => legible.filter((p) => p.marks[id] === grade).length;
      const blank = legible.filter((p) => !Object.keys(p.marks).includes(id)).length;
      const abstain = doc.blank === 'abstain' ? blank : 0;
      let valid = abstain;
      for (const grade of inside) valid += ticks(grade);
      let counted = abstain;
      for (const grade of scale) counted += ticks(grade.id);
      return { ticks, abstain, valid, invalid: papers.length - counted };
    };
    const all = of(doc.papers);
    const add = (grades: string[], ticks: (g: string) => number) =>
      grades.map(ticks).reduce((a, b) => a + b, 0);

    // Each class as [weight numerator, weight denominator, its own figures].
    const groups = Object.entries(doc.weights ?? {})
      .map(([name, weight]) => ({
        weight: parts(weight),
        own: of(doc.papers.filter((p) => p.class === name)),
      }))
      .filter((group) => group.own.valid > 0);
    let product = 1n;
    for (const { weight, own } of groups) product *= weight[1] * BigInt(own.valid);
    let whole = 0n;
    for (const { weight } of groups) whole += (weight[0] * product) / weight[1];
    const weighted = (grades: string[]): [bigint, bigint] => {
      let sum = 0n;
      for (const { weight, own } of groups) {
        const ticks = BigInt(add(grades, own.ticks));
        sum += (weight[0] * ticks * product) / (weight[1] * BigInt(own.valid));
      }
      return [sum, whole];
    };
    const holds = (c: Condition) => {
      if (doc.weights) {
        const [n, d] = parts(c.fraction);
        const [sum, of] = weighted(c.sum);
        if (of === 0n) return false;
        return sum * d > n * of || (!c.strict && sum * d === n * of);
      }
      const bases: { [base: string]: number } = {
        valid: all.valid,
        collected: doc.papers.length,
        present: doc.roll.present,
        enrolled: doc.roll.enrolled,
      };
      return over(add(c.sum, all.ticks), c.fraction, bases[c.base] ?? NaN, c.strict);
    };
    let grade: string | null = null;
    if (all.valid > 0) {
      for (const rule of [...(doc.grades ?? [])].reverse()) {
        if (rule.when.every(holds)) grade = rule.grade;
      }
    }
    return {
      id,
      counts: Object.fromEntries(scale.map((g) => [g.id, all.ticks(g.id)])),
      abstain: all.abstain,
      valid: all.valid,
      invalid: all.invalid,
      strict: `${add(inside.slice(0, 1), all.ticks)}/${all.valid}`,
      broad: `${add(inside.slice(0, 2), all.ticks)}/${all.valid}`,
      weighted:
        whole === 0n
          ? null
          : {
              strict: lowest(weighted(inside.slice(0, 1))),
              broad: lowest(weighted(inside.slice(0, 2))),
              ...(groups.length < Object.keys(doc.weights ?? {}).length
                ? { renormalised: true }
                : {}),
            },
      grade,
    };
  });
  return {
    format: 'gongyi-result/1',
    round: 'valid',
    papers: { collected: doc.papers.length },
    objects,
  };
}

function lowest([n, d]: [bigint, bigint]): string {
  const divisor = (a: bigint, b: bigint): bigint => (b === 0n ? a : divisor(b, a % b));
  const by = divisor(n, d);
  return `${n / by}/${d / by}`;
}

function scorecard(doc: NaiveDocument): unknown {
  const indicators = doc.indicators ?? [];
  const cents = (value: number) => BigInt(Math.round(value * 100));
  const twoDigits = (n: bigint, d: bigint) => {
    // n/d hundredths, to the nearest whole one, a half going up; nothing here is negative.
    const units = n / d + ((n % d) * 2n >= d ? 1n : 0n);
    const digits = units.toString().padStart(3, '0');
    return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
  };
  const objects = doc.items.map(({ id }) => {
    const rows = doc.papers
      .filter((p) => !p.illegible && typeof p.marks[id] === 'object')
      .map((p) => p.marks[id] as { [indicator: string]: number })
      .filter((row) =>
        indicators.every((i) => {
          const value = row[i.id];
          return value !== undefined && value >= i.min && value <= i.max;
        }),
      );
    const sums = indicators.map((i) => {
      let sum = 0n;
      for (const row of rows) sum += cents(row[i.id] ?? NaN);
      return sum;
    });
    const valid = BigInt(rows.length);
    if (rows.length === 0) {
      const none = Object.fromEntries(indicators.map((i) => [i.id, null]));
      return { id, valid: 0, indicators: none, total: null, grade: null };
    }
    let product = 1n;
    for (const i of indicators) product *= parts(i.weight)[1];
    let total = 0n;
    indicators.forEach((i, at) => {
      const [n, d] = parts(i.weight);
      total += (n * (sums[at] ?? 0n) * product) / d;
    });
    // total / (product × valid) is in hundredths.
    const gradeOf = (n: bigint, d: bigint) =>
      (doc.bands ?? []).find((band) => n >= BigInt(Number(band.min) * 100) * d)?.grade ?? null;
    const grade = gradeOf(total, product * valid);
    // Its digits are as few as let the total read like its own band; two where two do.
    const atDigits = (digits: number): [bigint, bigint] => {
      const d = 10n ** BigInt(digits);
      const n = total * d;
      const by = product * valid * 100n;
      return [n / by + ((n % by) * 2n >= by ? 1n : 0n), d];
    };
    let digits = 2;
    for (; digits < 15; digits += 1) {
      const [n, d] = atDigits(digits);
      if (gradeOf(n * 100n, d) === grade) break;
    }
    const text = atDigits(digits)[0]
      .toString()
      .padStart(digits + 1, '0');
    return {
      id,
      valid: rows.length,
      indicators: Object.fromEntries(
        indicators.map((i, at) => [i.id, twoDigits(sums[at] ?? 0n, valid)]),
      ),
      total: twoDigits(total, product * valid),
      ...(digits > 2 ? { closer: `${text.slice(0, -digits)}.${text.slice(-digits)}` } : {}),
      grade,
    };
  });
  return {
    format: 'gongyi-result/1',
    round: 'valid',
    papers: { collected: doc.papers.length },
    objects,
  };
}
