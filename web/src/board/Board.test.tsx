import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { expect, test } from 'vitest';
import { arrive, asked, eachOnBaseline, open, plan, server, words } from '../test/page';

const dashilar = { registered: { count: 900, areaM2: 14000.5 }, cleared: { count: 100, areaM2: 2000 }, remaining: { count: 800, areaM2: 12000.5 } };

eachOnBaseline();

test('the figures are the plan’s own, to the square metre, for the day in the address', async () => {
  open();
  expect(words(await screen.findByTestId('figure-registered'))).toContain('66 682 处1 076 577 m²');
  expect(words(screen.getByTestId('figure-cleared'))).toContain('11 479 处256 652 m²');
  expect(words(screen.getByTestId('figure-remaining'))).toContain('55 203 处819 925 m² 81.99 万 m²');
  expect(words(screen.getByTestId('use-RESIDENTIAL'))).toContain('480 717 m²58.63 %39 450 处');
  expect(asked).toEqual(['2015-12-31']);
});

test('without a login the streets are named, one line says what a login shows, and nothing stands empty', async () => {
  open();
  expect(await screen.findByTestId('tile-110102013')).toHaveProperty('disabled', true);
  expect(screen.getByText(/分街道的数字、目标、排名和实时动态登录后可见/)).toBeTruthy();
  for (const panel of ['targets', 'ranking', 'feed']) expect(screen.queryByTestId(panel)).toBeNull();
});

test('with a login a street opens its three figures', async () => {
  server.use(http.get('/api/v1/ledger/summary', () => HttpResponse.json({ ...plan, byStreet: [{ street: '110102013', ...dashilar }] })));
  open();
  const tile = await screen.findByRole('button', { name: /大栅栏/ });
  await userEvent.click(tile);
  expect(words(screen.getByText('剩余', { selector: 'dd span' }).parentElement as HTMLElement)).toBe('剩余 800 处 · 12 000.50 m²');
});

test('a new figure from the stream replaces the shown one, an older one does not', async () => {
  open();
  await screen.findByTestId('figure-remaining');
  const figure = (knownAt: number, count: number) =>
    arrive('/api/v1/ledger/summary/stream', 'summary', { ...plan, knownAt, remaining: { count, areaM2: 1 } });
  figure(89641, 55204);
  expect(words(await screen.findByTestId('figure-remaining'))).toContain('55 204');
  figure(89640, 7);
  expect(words(screen.getByTestId('figure-remaining'))).toContain('55 204');
  expect(screen.getByTestId('known-at').textContent).toContain('实时');
});

test('a refusal is shown as the service words it, with its remedy and its code', async () => {
  server.use(
    http.get('/api/v1/ledger/summary', () =>
      HttpResponse.json({ title: '日期在将来', detail: '截至日期晚于今天', remedy: '请改选今天或更早', code: 'date-in-future' }, { status: 422 }),
    ),
  );
  open();
  const alert = await screen.findByRole('alert');
  for (const part of ['日期在将来', '截至日期晚于今天', '请改选今天或更早', 'date-in-future']) expect(within(alert).getByText(part)).toBeTruthy();
});

test('the page speaks English on request, and names another day in words', async () => {
  open();
  await userEvent.click(await screen.findByRole('button', { name: 'English' }));
  expect(await screen.findByText('Remaining', { selector: 'h2' })).toBeTruthy();
  expect(screen.getByText('You are looking at the ledger of 2015-12-31, not of today')).toBeTruthy();
  expect(document.documentElement.lang).toBe('en');
});
