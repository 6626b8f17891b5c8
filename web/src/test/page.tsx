import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render } from '@testing-library/react';
import i18next from 'i18next';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { Summary } from '../api/ledger';
import { App } from '../app/App';

export const plan: Summary = {
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

/** Stands in for the browser's stream: jsdom has none. A test says what arrives. */
export class Stream extends EventTarget {
  static open: Stream[] = [];
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  readyState = 1;
  constructor(readonly url: string) {
    super();
    Stream.open.push(this);
  }
  close() {
    Stream.open = Stream.open.filter((each) => each !== this);
  }
}

/** Lets something arrive on every open stream of that address. */
export const arrive = (address: string, name: string, data: unknown, id = '') =>
  act(() => {
    for (const stream of Stream.open.filter(({ url }) => url.startsWith(address))) {
      stream.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data), lastEventId: id }));
    }
  });

export const DASHILAR = '110102013';
export const YUETAN = '110102007';

/** For which days the summary was asked. */
export const asked: string[] = [];

export const server = setupServer(
  http.get('/api/session', () => HttpResponse.json({ authenticated: false, displayName: null, role: null, streets: null })),
  http.get('/api/v1/ledger/streets', () =>
    HttpResponse.json([
      { code: DASHILAR, name: '大栅栏街道', pinyin: 'Dashilar', tileRow: 3, tileCol: 3 },
      { code: YUETAN, name: '月坛街道', pinyin: 'Yuetan', tileRow: 2, tileCol: 1 },
    ]),
  ),
  http.get('/api/v1/ledger/summary', ({ request }) => {
    asked.push(new URL(request.url).searchParams.get('asOf') ?? '');
    return HttpResponse.json(plan);
  }),
);

/** The page's tests of one file: one server for all, and each begins on the plan's baseline, in Chinese. */
export function eachOnBaseline() {
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
}

export function logIn(role: string, streets: string[] | null = null) {
  server.use(http.get('/api/session', () => HttpResponse.json({ authenticated: true, displayName: '某人', role, streets })));
}

export function open(address?: string) {
  if (address !== undefined) window.history.replaceState(null, '', address);
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <App />
    </QueryClientProvider>,
  );
}

export const words = (element: HTMLElement) => element.textContent?.replaceAll('\u2009', ' ');
