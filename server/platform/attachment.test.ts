import { expect, it } from 'vitest';
import { fileName } from '../contract/common/file-name.ts';
import { attachment } from './attachment.ts';

it('makes names that people read and file systems take', () => {
  expect(fileName(['样例会议', '样例票决', '结果'], 'json')).toBe('样例会议-样例票决-结果.json');
  expect(fileName(['a/b\\c:d*e?"<f>|g\u0000', ' ', '结果'], 'json')).toBe(
    'a b c d e f g-结果.json',
  );
  expect([...fileName(['𠮷'.repeat(300)], 'json')]).toHaveLength(80 + '.json'.length);
});

it('gives a name in every letter, and a plain one beside it', () => {
  const header = attachment("甲'(乙).json", 'round-1.json');
  expect(header).toBe(
    `attachment; filename="round-1.json"; filename*=UTF-8''%E7%94%B2%27%28%E4%B9%99%29.json`,
  );
});
