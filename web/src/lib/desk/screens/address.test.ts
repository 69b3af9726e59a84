import { expect, it } from 'vitest';
import { screenAddresses } from './address.ts';

const at = (origin: string) => ({ origin, hostname: new URL(origin).hostname });
const hall = ['http://192.0.2.7:8080'];

it('never tells another computer to open its own localhost', () => {
  for (const here of ['http://localhost:8080', 'http://127.0.0.1:8080', 'http://[::1]:8080']) {
    expect(screenAddresses(at(here), hall)).toEqual(['http://192.0.2.7:8080/screen']);
  }
  expect(screenAddresses(at('https://vote.example.cn'), hall)).toEqual([
    'https://vote.example.cn/screen',
  ]);
  // Nothing better is known: a server that listens on this computer only.
  expect(screenAddresses(at('http://localhost:8080'), [])).toEqual([
    'http://localhost:8080/screen',
  ]);
});
