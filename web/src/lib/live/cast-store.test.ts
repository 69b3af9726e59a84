import { beforeEach, describe, expect, it } from 'vitest';
import {
  castKey,
  forgetMarks,
  loadCast,
  saveCast,
  unsettledRounds,
  type Store,
} from './cast-store.ts';

const castId = '5f0c8a44-3a0c-4c7c-9a51-0d1f0a3f7e01';
const receipt = '5f0c8a44-3a0c-4c7c-9a51-0d1f0a3f7e03';
const ids = { castId, receipt };
const marks = { p01: 'for', p02: 'against' };
const [ann, bob] = ['person-a', 'person-b'];

class MemoryStore implements Store {
  readonly map = new Map<string, string>();
  get length(): number {
    return this.map.size;
  }
  key(index: number): string | null {
    return [...this.map.keys()][index] ?? null;
  }
  getItem(key: string): string | null {
    return this.map.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.map.set(key, value);
  }
  removeItem(key: string): void {
    this.map.delete(key);
  }
}

let store: MemoryStore;
beforeEach(() => {
  store = new MemoryStore();
  store.setItem('gongyi.language', 'zh');
});
const everything = () => [...store.map.values()].join('\n');

describe('what a tablet keeps of a vote', () => {
  it('gives marks back after a reload', () => {
    const key = castKey('r1', ann!);
    saveCast(store, key, { name: 'reviewing', marks });
    expect(loadCast(store, key)).toEqual({ name: 'reviewing', marks });
  });

  it('is in doubt about a vote that was on its way when the power went', () => {
    const key = castKey('r1', ann!);
    saveCast(store, key, { name: 'sending', marks, ...ids });
    expect(loadCast(store, key)).toEqual({ name: 'unknown', marks, ...ids });
    expect(unsettledRounds(store, ann!)).toEqual(['r1']);
    expect(unsettledRounds(store, bob!)).toEqual([]);
  });

  it('keeps no marks of a confirmed vote', () => {
    saveCast(store, castKey('r1', ann!), { name: 'confirmed', ...ids });
    expect(everything()).not.toContain('p01');
    expect(loadCast(store, castKey('r1', ann!))).toEqual({ name: 'confirmed', ...ids });
  });

  it.each(['{', '{"name":"voting"}', '{"name":"sending","marks":{}}'])(
    'takes %s, which it can’t read, for nothing',
    (text) => {
      store.setItem(castKey('r1', ann!), text);
      expect(loadCast(store, castKey('r1', ann!))).toBeNull();
    },
  );

  it('wipes every mark at sign-out and can still settle what is in doubt', () => {
    saveCast(store, castKey('r1', ann!), { name: 'marking', marks });
    saveCast(store, castKey('r2', ann!), { name: 'sending', marks, ...ids });
    saveCast(store, castKey('r3', ann!), { name: 'refused', marks, code: 'too_many', ...ids });
    forgetMarks(store);
    expect(everything()).not.toContain('p01');
    expect(loadCast(store, castKey('r1', ann!))).toBeNull();
    expect(loadCast(store, castKey('r2', ann!))).toEqual({ name: 'unknown', marks: null, ...ids });
    expect(store.getItem('gongyi.language')).toBe('zh');
  });

  it('wipes the marks of others when somebody signs in', () => {
    saveCast(store, castKey('r1', ann!), { name: 'marking', marks });
    saveCast(store, castKey('r1', bob!), { name: 'marking', marks: { p09: 'for' } });
    forgetMarks(store, ann!);
    expect(loadCast(store, castKey('r1', ann!))).toEqual({ name: 'marking', marks });
    expect(everything()).not.toContain('p09');
  });

  it('keeps names written in as it keeps marks, and wipes them as well', () => {
    const writeIns = ['样例甲'];
    const key = castKey('r1', ann!);
    saveCast(store, key, { name: 'marking', marks, writeIns });
    expect(loadCast(store, key)).toEqual({ name: 'marking', marks, writeIns });
    saveCast(store, key, { name: 'unknown', marks, writeIns, ...ids });
    forgetMarks(store);
    expect(everything()).not.toContain('样例甲');
    expect(loadCast(store, key)).toEqual({ name: 'unknown', marks: null, ...ids });
  });
});
