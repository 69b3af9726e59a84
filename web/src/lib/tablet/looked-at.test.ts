import { expect, it, vi } from 'vitest';
import { whenLookedAt } from './looked-at.ts';

class Page extends EventTarget {
  prerendering = false;
  visibilityState: DocumentVisibilityState = 'visible';
}

it('uses a link up once somebody looks at its page, and once only', () => {
  const page = new Page();
  const run = vi.fn();
  page.prerendering = true;
  page.visibilityState = 'hidden';
  whenLookedAt(page, run);
  page.dispatchEvent(new Event('visibilitychange'));
  page.visibilityState = 'visible';
  page.dispatchEvent(new Event('visibilitychange'));
  expect(run).not.toHaveBeenCalled();
  page.prerendering = false;
  page.dispatchEvent(new Event('prerenderingchange'));
  page.dispatchEvent(new Event('visibilitychange'));
  expect(run).toHaveBeenCalledTimes(1);
});

it('leaves it alone where the page goes before', () => {
  const page = new Page();
  const run = vi.fn();
  page.visibilityState = 'hidden';
  whenLookedAt(page, run)();
  page.visibilityState = 'visible';
  page.dispatchEvent(new Event('visibilitychange'));
  expect(run).not.toHaveBeenCalled();
});
