import { chromium } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { chromiumToLaunch, ensureChromium, findChromium, waysToGet } from './chromium.ts';

describe('Chromium', () => {
  test('is found here, and draws Chinese text on a page', async () => {
    expect(await ensureChromium()).toBe(findChromium());
    const browser = await chromium.launch(chromiumToLaunch());
    try {
      const page = await browser.newPage();
      await page.setContent('<h1>公议</h1>');
      expect(await page.locator('h1').textContent()).toBe('公议');
    } finally {
      await browser.close();
    }
  });

  test('named in CHROMIUM_PATH comes first, and has to exist', () => {
    expect(findChromium(process.execPath, ['/usr/bin/chromium'])).toBe(process.execPath);
    expect(() => findChromium('/nowhere/chromium', [process.execPath])).toThrow(
      '/nowhere/chromium',
    );
    expect(findChromium('', ['/nowhere', process.execPath])).toBe(process.execPath);
    expect(findChromium(undefined, ['/nowhere'])).toBeUndefined();
  });

  test.each([
    ['Debian as root', true, 'PRETTY_NAME="Debian"\nID=debian\n', ['apt-get', '--with-deps']],
    ['Ubuntu as root', true, 'ID=ubuntu\nID_LIKE=debian\n', ['apt-get', '--with-deps']],
    [
      'a relative of Debian',
      true,
      'ID=kylin\nID_LIKE="ubuntu debian"\n',
      ['apt-get', '--with-deps'],
    ],
    ['Debian as somebody else', false, 'ID=debian\n', ['playwright-core']],
    ['another Linux as root', true, 'ID=fedora\n', ['playwright-core']],
    ['a system without os-release', false, '', ['playwright-core']],
  ])('is got on %s', (_, root, osRelease, expected) => {
    const ways = waysToGet({ root, osRelease }).map((way) => way.map((words) => words.join(' ')));
    expect(ways).toHaveLength(expected.length);
    ways.forEach((way, index) => {
      expect(way.join('\n')).toContain(expected[index]);
    });
    expect(ways.at(-1)?.join()).toMatch(/playwright-core.* install .*chromium$/);
  });
});
