import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Place, ShownFact, TargetProgress } from '../api/accountability';
import { districtToday } from '../format';
import { arrive, DASHILAR, eachOnBaseline, logIn, open, Stream, server, words, YUETAN } from '../test/page';

const ROOT = '/api/v1/accountability';
const AUTUMN = '/?asOf=2016-10-31';

const target = (id: string, rest: Partial<TargetProgress>): TargetProgress => ({
  id,
  name: id,
  metric: 'closedShare',
  unit: 'SHARE',
  operator: '>=',
  target: 0.7,
  from: null,
  due: '2016-12-31',
  wording: null,
  measuredOn: '2016-10-31',
  met: 'NO',
  value: null,
  share: null,
  expected: null,
  demolished: null,
  count: null,
  areaM2: null,
  relapses: null,
  decision: null,
  facts: `${ROOT}/progress/${id}/facts?asOf=2016-10-31&knownAt=89640`,
  ...rest,
});

const area = { metric: 'demolishedAreaM2', unit: 'AREA_M2', from: '2016-01-01' } as const;
const year = target('T-2016', {
  ...area,
  name: '2016年拆违面积超过8万平方米',
  operator: '>',
  target: 80000,
  wording: '努力完成',
  value: 79999.99,
  share: 0.999999,
  expected: 66666.67,
  demolished: { onLedgerM2: 80100, newM2: 99.99, takenBackM2: 200, netM2: 79999.99 },
});
const plan = [
  target('T-ALL', { ...area, name: '三年拆除30万平方米', target: 300000, due: '2018-12-31', value: 79999.99, share: 0.266666 }),
  year,
  target('T-HAZARD-2016', { name: '存在安全隐患 销账70%', wording: '力争基本完成', met: 'NEEDS_DECISION', value: 0.71, share: 0.71 }),
  target('T-UNIT-2016', { name: '区属单位', wording: '力争', met: 'NO_DATA' }),
  target('T-WALL-ALLEYS-2016', {
    unit: 'COUNT',
    target: 30,
    value: 29,
    share: 0.966666,
    met: 'YES',
    decision: { met: true, on: '2016-10-30' },
  }),
  target('T-WALL-2017', { due: '2017-12-31', met: 'NO_DATA' }),
];

const place = (street: string, name: string, rest: Partial<Place>): Place => ({
  street,
  name,
  rank: 1,
  movement: 0,
  part: 5000,
  expectedM2: 4000,
  progress: 1,
  demolished: { onLedgerM2: 4000, newM2: 0, takenBackM2: 0, netM2: 4000 },
  facts: `${ROOT}/progress/T-2016/facts?street=${street}`,
  ...rest,
});
const streets = [
  place(DASHILAR, '大栅栏街道', { movement: 2 }),
  place(YUETAN, '月坛街道', { movement: -1 }),
  place('110102010', '天桥街道', { rank: 3, movement: 0, progress: 0.999999 }),
  place('110102020', '广外街道', { rank: null, movement: null, progress: null, part: null, expectedM2: null }),
];

const fact = (position: number, rest: Partial<ShownFact> = {}): ShownFact => ({
  service: 'ledger',
  epoch: 'e',
  position,
  type: 'LedgerClosed',
  street: DASHILAR,
  ledgerNumber: `XC-${position}`,
  areaM2: 14.85,
  occurredOn: '2016-10-31',
  recordedAt: new Date(Date.UTC(2026, 10, 24, 0, 0, position)).toISOString(),
  ...rest,
});

const answers = (path: string, body: object, status = 200) =>
  http.get(`${ROOT}${path}`, () => HttpResponse.json(body, { status }));
const away = { title: '服务暂时不可用', detail: null, remedy: '请稍候再试', code: 'service-unavailable' };

eachOnBaseline();
beforeEach(() => {
  logIn('office');
  server.use(
    answers('/progress', { asOf: '2016-10-31', knownAt: 89640, targets: plan }),
    answers('/ranking', { asOf: '2016-10-31', knownAt: 89640, target: 'T-2016', partsSet: true, streets }),
    answers('/facts', { items: [fact(2), fact(1)], next: null, latest: 'place-2' }),
  );
});

test('the year’s target never reads as reached a hundredth short of it', async () => {
  open(AUTUMN);
  const shown = words(await screen.findByTestId('year-target'));
  for (const part of ['7.99 万 m²', '99.99 %', '> 8 万 m²', '应达 6.67 万 m²', '尚未达标', '努力完成', '79 999.99 m²', '截至 2016-10-31'])
    expect(shown).toContain(part);
});

test('the targets keep the plan’s wording and say how they stand in words', async () => {
  open(AUTUMN);
  expect(words(await screen.findByTestId('target-T-HAZARD-2016'))).toMatch(/存在安全隐患 销账70% 力争基本完成71 % \/ ≥ 70 %.*待认定12-31 到期/);
  expect(words(screen.getByTestId('target-T-WALL-ALLEYS-2016'))).toMatch(/29 \/ ≥ 3096.66 %.*达标2016-10-30 认定/);
  expect(words(screen.getByTestId('target-T-ALL'))).toMatch(/7.99 \/ ≥ 30 万 m²26.66 %.*2018-12-31 到期/);
});

test('what has no data is said to have none, and is no zero', async () => {
  open(AUTUMN);
  const shown = words(await screen.findByTestId('target-T-UNIT-2016'));
  expect(shown).toContain('无数据 / ≥ 70 %');
  expect(shown).not.toMatch(/\b0\b/);
});

test('the date’s own year stands open, another is folded with how it stands', async () => {
  open(AUTUMN);
  const row = (id: string) => screen.getByTestId(id).closest('details');
  await screen.findByTestId('target-T-UNIT-2016');
  expect(row('target-T-UNIT-2016')?.open).toBe(true);
  expect(row('target-T-WALL-2017')?.open).toBe(false);
  expect(screen.getByText('1 项 · 无数据 1')).toBeTruthy();
});

test('a ranking shows ties, movement in words, and who has no rank', async () => {
  open(AUTUMN);
  expect(words(await screen.findByTestId(`place-${DASHILAR}`))).toBe('并列 1▲2上升 2 位大栅栏100 %');
  expect(words(screen.getByTestId(`place-${YUETAN}`))).toBe('并列 1▼1下降 1 位月坛100 %');
  expect(words(screen.getByTestId('place-110102010'))).toBe('3–名次未变天桥99 %');
  expect(words(screen.getByTestId('place-110102020'))).toBe('—广外无数据');
});

test('before the target is divided among the streets the ranking says so', async () => {
  const unranked = streets.map((each) => ({ ...each, rank: null, movement: null, progress: null }));
  server.use(answers('/ranking', { asOf: '2016-10-31', knownAt: 1, target: 'T-2016', partsSet: false, streets: unranked }));
  open(AUTUMN);
  expect(await screen.findByText(/还没有分解到街道/)).toBeTruthy();
});

test('a street’s account opens the facts of its own street and of no other', async () => {
  logIn('street', [DASHILAR]);
  open(AUTUMN);
  const ranking = await screen.findByTestId('ranking');
  expect(await within(ranking).findByRole('button', { name: '大栅栏' })).toBeTruthy();
  expect(within(ranking).queryByRole('button', { name: '月坛' })).toBeNull();
});

test('a service that is away takes its own panel and no other, and can be tried again', async () => {
  server.use(answers('/ranking', away, 503));
  open(AUTUMN);
  const ranking = within(await screen.findByTestId('ranking'));
  const alert = within(await ranking.findByRole('alert'));
  for (const part of ['服务暂时不可用', '请稍候再试', 'service-unavailable']) expect(alert.getByText(part)).toBeTruthy();
  expect(await screen.findByTestId('target-T-HAZARD-2016')).toBeTruthy();
  expect(screen.getByTestId('figure-remaining')).toBeTruthy();
  expect(screen.getAllByRole('alert')).toHaveLength(1);

  server.use(answers('/ranking', { asOf: '2016-10-31', knownAt: 1, target: 'T-2016', partsSet: true, streets }));
  await userEvent.click(alert.getByRole('button', { name: '再试一次' }));
  expect(await screen.findByTestId(`place-${DASHILAR}`)).toBeTruthy();
});

test('targets and ranking live on where the ledger is away', async () => {
  server.use(http.get('/api/v1/ledger/summary', () => HttpResponse.json(away, { status: 503 })));
  open(AUTUMN);
  expect(await screen.findByTestId('target-T-HAZARD-2016')).toBeTruthy();
  expect(await screen.findByTestId(`place-${DASHILAR}`)).toBeTruthy();
  expect(await screen.findByRole('alert')).toBeTruthy();
});

test('who may not see facts is told so quietly, and no stream is tried', async () => {
  const refusal = { title: '您的角色看不到事实', detail: null, remedy: '请向区拆违办索取', code: 'role-may-not' };
  logIn('department');
  server.use(answers('/facts', refusal, 403));
  open(`/?asOf=${districtToday()}`);
  expect(await within(await screen.findByTestId('feed')).findByRole('note')).toBeTruthy();
  expect(screen.queryByRole('alert')).toBeNull();
  expect(Stream.open.filter(({ url }) => url.includes('/facts/stream'))).toEqual([]);
});

test('a number opens the facts under it, page by page', async () => {
  const line = (position: number, areaM2: number, kind: string) => ({
    violation: 'v',
    ledgerNumber: `XC-${position}`,
    street: DASHILAR,
    date: '2016-10-30',
    kind,
    areaM2,
    count: 0,
    fact: `f${position}`,
    position,
  });
  server.use(
    http.get(`${ROOT}/progress/T-2016/facts`, ({ request }) => {
      const { searchParams } = new URL(request.url);
      expect(searchParams.get('knownAt')).toBe('89640');
      return HttpResponse.json(
        searchParams.get('cursor') === 'second'
          ? { items: [line(80000, -200, 'RELAPSED')], next: null }
          : { items: [line(81204, 14.85, 'DEMOLISHED')], next: 'second' },
      );
    }),
  );
  open(AUTUMN);
  await userEvent.click(await screen.findByRole('button', { name: '为什么是这个数' }));
  const sheet = within(await screen.findByRole('dialog'));
  expect(words(await sheet.findByText('XC-81204').then((found) => found.closest('li') as HTMLElement))).toBe(
    'XC-81204+14.85 m²2016-10-30 · 拆除入账 · 大栅栏台账位置 81 204',
  );
  expect(words(sheet.getByText(/台账内/))).toBe('台账内 80 100 + 新生 99.99 − 反弹收回 200');
  await userEvent.click(sheet.getByRole('button', { name: '更多' }));
  expect(words(await sheet.findByText('XC-80000').then((found) => found.closest('li') as HTMLElement))).toContain('−200 m²2016-10-30 · 反弹，收回面积');
  expect(sheet.queryByRole('button', { name: '更多' })).toBeNull();
  await userEvent.click(sheet.getByRole('button', { name: '关闭' }));
  expect(screen.queryByRole('dialog')).toBeNull();
});

const lines = () => within(screen.getByTestId('feed')).getAllByRole('listitem');
const STREAM = `${ROOT}/facts/stream`;

test('facts appear as they arrive, each once, twelve at most, and the figures are asked again', async () => {
  open(`/?asOf=${districtToday()}`);
  await waitFor(() => expect(lines()).toHaveLength(2));
  await waitFor(() => expect(Stream.open.some(({ url }) => url === `${STREAM}?after=place-2`)).toBe(true));
  const asked = vi.fn();
  server.use(
    http.get(`${ROOT}/ranking`, () => {
      asked();
      return HttpResponse.json({ asOf: '', knownAt: 1, target: null, partsSet: true, streets: [] });
    }),
  );
  arrive(STREAM, 'fact', fact(3, { type: 'RelapseDetected', street: YUETAN }), 'place-3');
  arrive(STREAM, 'fact', fact(3, { type: 'RelapseDetected', street: YUETAN }), 'place-3');
  await waitFor(() => expect(lines()).toHaveLength(3));
  expect(words(lines()[0] as HTMLElement)).toBe('08:00:03月坛确认反弹14.85 m²');
  for (let position = 4; position <= 20; position++) arrive(STREAM, 'fact', fact(position), `place-${position}`);
  await waitFor(() => expect(words(lines()[0] as HTMLElement)).toContain('08:00:20'));
  expect(lines()).toHaveLength(12);
  await waitFor(() => expect(asked).toHaveBeenCalled(), { timeout: 4_000 });
});

test('under the pointer and under the focus the feed stands still and counts what waits', async () => {
  open(`/?asOf=${districtToday()}`);
  await waitFor(() => expect(lines()).toHaveLength(2));
  const list = within(screen.getByTestId('feed')).getByRole('list');
  fireEvent.pointerEnter(list);
  arrive(STREAM, 'fact', fact(3), 'place-3');
  expect(await screen.findByText('已暂停，新到 1 条。')).toBeTruthy();
  expect(lines()).toHaveLength(2);
  act(() => list.focus());
  fireEvent.pointerLeave(list);
  expect(lines()).toHaveLength(2);
  act(() => list.blur());
  expect(lines()).toHaveLength(3);
});

test('on another day the feed says that it shows today only, and leads there', async () => {
  open(AUTUMN);
  const feed = within(await screen.findByTestId('feed'));
  expect(feed.queryByRole('list')).toBeNull();
  await userEvent.click(feed.getByRole('button', { name: '今天' }));
  await waitFor(() => expect(lines()).toHaveLength(2));
  expect(window.location.search).toBe('');
});

test('a stream that was answered with a failure is opened again, from where it was', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
  try {
    open(`/?asOf=${districtToday()}`);
    await waitFor(() => expect(Stream.open.some(({ url }) => url.startsWith(STREAM))).toBe(true));
    arrive(STREAM, 'fact', fact(3), 'place-3');
    const broken = Stream.open.find(({ url }) => url.startsWith(STREAM)) as Stream;
    act(() => {
      broken.readyState = 2;
      broken.close();
      broken.onerror?.();
    });
    await act(() => vi.advanceTimersByTimeAsync(5_000));
    expect(Stream.open.some(({ url }) => url === `${STREAM}?after=place-3`)).toBe(true);
  } finally {
    vi.useRealTimers();
  }
});

test('English is complete beside the plan’s own words', async () => {
  open(AUTUMN);
  await userEvent.click(await screen.findByRole('button', { name: 'English' }));
  expect(words(await screen.findByTestId('year-target'))).toContain('Demolish more than 80 000 m² in 2016 努力完成 (strive to complete)');
  expect(words(screen.getByTestId('target-T-UNIT-2016'))).toContain('No data / ≥ 70 %');
  expect(words(screen.getByTestId(`place-${DASHILAR}`))).toBe('tied 1▲2Up 2Dashilar100 %');
});
