import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Summary } from '../api/ledger';
import { App } from '../app/App';
import i18next from 'i18next';

const plan: Summary = {
  asOf: '2015-12-31',
  knownAt: 89640,
  recordedAt: '2026-11-23T08:00:00Z',
  registered: { count: 66682, areaM2: 1076577 },
  cleared: { count: 11479, areaM2: 256652 },
  remaining: { count: 55203, areaM2: 819925 },
  byUse: [
    { use: 'RESIDENTIAL', count: 39450, areaM2: 480717, share: 0.586294 },
    { use: 'STORAGE', count: 11906, areaM2: 110502, share: 0.134771 },
    { use: 'COMMERCIAL', count: 3208, areaM2: 163806, share: 0.199782 },
    { use: 'OFFICE', count: 519, areaM2: 60950, share: 0.074336 },
    { use: 'OTHER', count: 120, areaM2: 3950, share: 0.004818 },
  ],
  byStreet: null,
};
const dashilar = { registered: { count: 900, areaM2: 14000.5 }, cleared: { count: 100, areaM2: 2000 }, remaining: { count: 800, areaM2: 12000.5 } };

/** Stands in for the browser's stream: jsdom has none. A test says what arrives. */
class Stream extends EventTarget {
  static open: Stream[] = [];
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  constructor(readonly url: string) {
    super();
    Stream.open.push(this);
  }
  close() {
    Stream.open = Stream.open.filter((each) => each !== this);
  }
}

const asked: string[] = [];
const server = setupServer(
  http.get('/api/session', () => HttpResponse.json({ authenticated: false, displayName: null, role: null, streets: null })),
  http.get('/api/v1/ledger/streets', () =>
    HttpResponse.json([{ code: '110102013', name: '大栅栏街道', pinyin: 'Dashilar', tileRow: 3, tileCol: 3 }]),
  ),
  http.get('/api/v1/ledger/summary', ({ request }) => {
    asked.push(new URL(request.url).searchParams.get('asOf') ?? '');
    return HttpResponse.json(plan);
  }),
);

beforeAll(() => {
  Object.assign(globalThis, { EventSource: Stream });
  server.listen({ onUnhandledRequest: 'error' });
});
beforeEach(async () => {
  asked.length = 0;
  window.history.replaceState(null, '', '/?asOf=2015-12-31');
  await i18next.changeLanguage('zh');
});
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

function open() {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <App />
    </QueryClientProvider>,
  );
}

const words = (element: HTMLElement) => element.textContent?.replaceAll('\u2009', ' ');

test('the figures are the plan’s own, to the square metre, for the day in the address', async () => {
  open();
  expect(words(await screen.findByTestId('figure-registered'))).toContain('66 682 处1 076 577 m²');
  expect(words(screen.getByTestId('figure-cleared'))).toContain('11 479 处256 652 m²');
  expect(words(screen.getByTestId('figure-remaining'))).toContain('55 203 处819 925 m² 81.99 万 m²');
  expect(words(screen.getByTestId('use-RESIDENTIAL'))).toContain('480 717 m²58.63 %39 450 处');
  expect(asked).toEqual(['2015-12-31']);
});

test('without a login the streets are named but their figures are not shown', async () => {
  open();
  expect(await screen.findByTestId('tile-110102013')).toHaveProperty('disabled', true);
  expect(screen.getByText(/分街道的数字登录后可见/)).toBeTruthy();
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
  const arrive = (knownAt: number, count: number) =>
    act(() => {
      const data = JSON.stringify({ ...plan, knownAt, remaining: { count, areaM2: 1 } });
      for (const stream of Stream.open) stream.dispatchEvent(new MessageEvent('summary', { data }));
    });
  arrive(89641, 55204);
  expect(words(await screen.findByTestId('figure-remaining'))).toContain('55 204');
  arrive(89640, 7);
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
