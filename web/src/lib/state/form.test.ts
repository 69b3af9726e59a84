import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Answer } from '#lib/api/index.ts';
import { Form } from './form.svelte.ts';

const Schema = z.strictObject({
  name: z.string().trim().min(1).max(5),
  note: z.string().nullable(),
});
const blank = { name: '', note: '' };
const body = ({ name, note }: typeof blank) => ({ name, note: note === '' ? null : note });
const well = <T>(value: T) => Promise.resolve<Answer<T>>({ ok: true, value });

test('what the contract refuses is said by its field and not sent', async () => {
  const form = new Form(Schema, { ...blank }, { body });
  let sent = 0;
  const send = () => {
    sent++;
    return well(null);
  };
  expect(await form.submit(send)).toBeNull();
  expect(Object.keys(form.issues)).toEqual(['name']);
  form.fields.name = '一二三四五六';
  await form.submit(send);
  expect(Object.keys(form.issues)).toEqual(['name']);
  expect(sent).toBe(0);
  form.fields.name = '样例';
  await form.submit(send);
  expect([sent, form.issues]).toEqual([1, {}]);
});

test('what is sent is what the contract makes of it', async () => {
  const form = new Form(Schema, { name: ' 样例 ', note: '' }, { body });
  expect(await form.submit(well)).toEqual({ value: { name: '样例', note: null } });
});

test('what is wrong besides stops it as well', async () => {
  const form = new Form(
    Schema,
    { name: '样例', note: '' },
    { body, further: () => ({ note: '!' }) },
  );
  expect(await form.submit(well)).toBeNull();
  expect(form.issues).toEqual({ note: '!' });
});

test('it is dirty from the first change until it was saved, also by what is written meanwhile', async () => {
  const form = new Form(Schema, { ...blank }, { body });
  expect(form.dirty).toBe(false);
  form.fields.name = '样例';
  expect(form.dirty).toBe(true);
  await form.submit(() => Promise.resolve<Answer<null>>({ ok: false, error: { code: 'offline' } }));
  expect([form.dirty, form.failure]).toEqual([true, { code: 'offline' }]);
  await form.submit(() => {
    form.fields.note = 'later';
    return well(null);
  });
  expect([form.dirty, form.failure]).toEqual([true, null]);
  await form.submit(well);
  expect(form.dirty).toBe(false);
});
