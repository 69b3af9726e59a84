import { describe, expect, it } from 'vitest';
import { readOptions } from './options.ts';

describe('the command line of a replay', () => {
  it('is a file on a server of its own, over five seconds, unless it says more', () => {
    expect(readOptions(['a.pb'])).toEqual({
      ok: true,
      value: { path: 'a.pb', spreadMs: 5_000, json: false, target: undefined },
    });
    expect(readOptions(['--json', '--spread', '0', 'a.pb'])).toMatchObject({
      value: { spreadMs: 0, json: true },
    });
    expect(readOptions(['a.pb', '--spread=0.25'])).toMatchObject({ value: { spreadMs: 250 } });
    expect(readOptions(['--help'])).toEqual({ ok: true, value: 'help' });
  });

  it('names a running server with whoever prepares and presides there', () => {
    const url = ['--url', 'https://vote.example.cn/some/page', '--login', 'yangli'];
    const staff = { loginName: 'yangli', password: 'sample-pass' };
    const target = { origin: 'https://vote.example.cn', staff, presider: undefined };
    const signIn = [...url, '--password', 'sample-pass'];
    expect(readOptions(['a.pb', ...signIn])).toMatchObject({ value: { target } });
    const presider = { loginName: 'chair', password: 'another-pass' };
    expect(
      readOptions(['a.pb', ...signIn, '--presider=chair', '--presider-password=another-pass']),
    ).toMatchObject({ value: { target: { ...target, presider } } });
    expect(readOptions(['a.pb', ...url])).toMatchObject({ ok: false });
    expect(readOptions(['a.pb', ...signIn, '--presider=chair'])).toMatchObject({ ok: false });
  });

  it.each([
    [[]],
    [['a.pb', 'b.pb']],
    [['a.pb', '--speed', '1']],
    [['a.pb', '--spread', 'soon']],
    [['a.pb', '--spread=-1']],
    [['a.pb', '--spread', '']],
    [['a.pb', '--spread', '999999']],
    [['a.pb', '--url', 'example.cn', '--login=x', '--password=y']],
    [['a.pb', '--url', 'ftp://example.cn', '--login=x', '--password=y']],
    [['a.pb', '--login=x', '--password=y']],
  ])('%j is refused', (args) => {
    expect(readOptions(args)).toEqual({ ok: false, error: expect.any(String) });
  });
});
