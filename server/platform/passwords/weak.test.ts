import { describe, expect, it } from 'vitest';
import { weakness } from './weak.ts';

const ABOUT = { loginName: 'yangli-guanli', names: ['样例管理员', '样例街道人大工委'] };

describe('a password', () => {
  it.each([
    ['', 'short'],
    ['short1!x', 'short'],
    ['          ', 'short'],
    ['a         b', 'repeats'],
    ['1234567890', 'digits'],
    ['19880808-1234', 'digits'],
    ['１２３４５６７８９０', 'digits'],
    ['138 0013 8000', 'digits'],
    ['aaaaaaaaaaaa', 'repeats'],
    ['abcabcabcabc', 'repeats'],
    ['qwertyuiop', 'repeats'],
    ['1qaz2wsx3edc', 'repeats'],
    ['asdfghjkl123', 'repeats'],
    ['poiuytrewq', 'repeats'],
    ['yangli-guanli', 'name'],
    ['Yangli.Guanli2026', 'name'],
    ['样例街道人大工委', 'short'],
    ['样例街道人大工委2026', 'name'],
    ['样例管理员20261128', 'name'],
    ['password1234', 'common'],
    ['P@ssw0rd2026!', 'common'],
    ['Admin@123456', 'common'],
    ['woaini1314520', 'common'],
    ['rendagongwei2026', 'common'],
  ] as const)('%s: %s', (password, reason) => {
    expect(weakness(password, ABOUT)).toBe(reason);
  });

  it.each([
    'a long enough password',
    'correct horse battery staple',
    'hqzvtkplwm',
    '早上七点的公交车总是很挤',
    'Tz7#kQ2!mWx9',
    '春风 又绿 江南岸 1984',
  ])('%s is taken', (password) => {
    expect(weakness(password, ABOUT)).toBeUndefined();
  });
});
