import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { afterEach, expect, test, vi } from 'vitest';
import type { ClockBoard, ShownClock, ShownMilestone } from '../api/clocks';
import { arrive, DASHILAR, eachOnBaseline, logIn, open, server, Stream, words, YUETAN } from '../test/page';
import { after, byNeed, duration } from './clock';

const PAGE = '/?page=one-hour';
const CLOCKS = '/api/v1/demolition/clocks';

const milestone = (name: ShownMilestone['milestone'], rest: Partial<ShownMilestone> = {}): ShownMilestone => ({
  milestone: name,
  progress: 'AHEAD',
  limitMinutes: null,
  reachedAt: null,
  dueAt: null,
  remainingSeconds: null,
  told: false,
  ...rest,
});

const clock = (violation: string, rest: Partial<ShownClock> = {}): ShownClock => ({
  violation,
  ledgerNumber: `XC-${violation}`,
  street: DASHILAR,
  confirmedAt: '2016-05-09T09:00:00+08:00',
  state: 'RUNNING',
  ranSeconds: 300,
  remainingSeconds: 3300,
  pausedSince: null,
  stoppedAt: null,
  milestones: [
    milestone('DISPATCHED', { progress: 'IN_TIME', limitMinutes: 10, reachedAt: '2016-05-09T09:03:00+08:00' }),
    milestone('ON_SITE', { limitMinutes: 30, remainingSeconds: 1500 }),
    milestone('STOPPED'),
    milestone('REMOVED', { limitMinutes: 60, remainingSeconds: 3300 }),
  ],
  ...rest,
});

const board = (position: number, ...clocks: ShownClock[]): ClockBoard => ({ at: '2016-05-09T09:05:00+08:00', position, clocks, more: false });

const answers = (body: object, status = 200) => server.use(http.get(CLOCKS, () => HttpResponse.json(body, { status })));

eachOnBaseline();
afterEach(() => vi.useRealTimers());

test('a clock says in words how it stands, how long is left, and what comes next', async () => {
  logIn('office');
  answers(board(7, clock('a')));
  open(PAGE);
  const shown = await screen.findByTestId('clock-a');
  await within(shown).findByText(/大栅栏/);
  expect(words(shown)).toMatch(/大栅栏 XC-a.*计时中.*5[45]:\d\d 剩余.*09:00:00 确认/);
  expect(within(shown).getAllByRole('listitem').map(words)).toEqual([
    expect.stringMatching(/派单 按时09:03:00/),
    expect.stringMatching(/到场 待办剩 2[45]:\d\d/),
    expect.stringMatching(/停工 待办/),
    expect.stringMatching(/拆除 待办剩 5[45]:\d\d/),
  ]);
  expect(words(screen.getByTestId('clocks-summary'))).toBe('计时 1，超时未拆 0；今日按时 0，逾时 0');
});

test('the seconds run here, a paused clock stands still, and what runs out is over without being told', () => {
  const running = clock('a', { remainingSeconds: 10 });
  expect(after(running, 4).remainingSeconds).toBe(6);
  expect(after(running, 11).state).toBe('OVER');
  expect(after(running, 1501).milestones[1]?.progress).toBe('OVER');
  const paused = clock('b', { state: 'PAUSED', pausedSince: '2016-05-09T09:04:00+08:00' });
  expect(after(paused, 600)).toBe(paused);
  const kept = clock('c', { state: 'KEPT', stoppedAt: '2016-05-09T09:40:00+08:00', remainingSeconds: null });
  expect(after(kept, 600)).toBe(kept);
  expect([duration(3599), duration(-65), duration(3723)]).toEqual(['59:59', '01:05', '1:02:03']);
  expect([kept, paused, running, clock('d', { state: 'OVER', remainingSeconds: -5 })].sort(byNeed).map(({ violation }) => violation)).toEqual([
    'd',
    'a',
    'b',
    'c',
  ]);
});

test('it counts down each second', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ['setInterval', 'clearInterval', 'performance'] });
  logIn('office');
  answers(board(7, clock('a', { remainingSeconds: 1 })));
  open(PAGE);
  const shown = await screen.findByTestId('clock-a');
  act(() => void vi.advanceTimersByTime(62_000));
  expect(words(shown)).toMatch(/超时未拆.*01:0\d 已超/);
  expect(words(screen.getByTestId('clocks-summary'))).toBe('计时 0，超时未拆 1；今日按时 0，逾时 0');
});

test('what happens on a clock arrives, and an older board does not replace a newer one', async () => {
  logIn('leader');
  answers(board(7, clock('a')));
  open(PAGE);
  await screen.findByTestId('clock-a');
  const stopped = { state: 'KEPT', stoppedAt: '2016-05-09T09:40:00+08:00', remainingSeconds: null, ranSeconds: 2400 } as const;
  arrive(CLOCKS, 'clocks', board(9, clock('a', stopped), clock('b', { street: YUETAN })));
  expect(await within(await screen.findByTestId('clock-b')).findByText(/月坛/)).toBeTruthy();
  expect(words(screen.getByTestId('clock-a'))).toMatch(/按时拆除.*40:00 用时/);
  arrive(CLOCKS, 'clocks', board(8));
  expect(screen.getByTestId('clock-b')).toBeTruthy();
});

test('a milestone told as missed that turned out to be in time says both', async () => {
  logIn('office');
  const removed = milestone('REMOVED', { progress: 'IN_TIME', reachedAt: '2016-05-09T09:50:00+08:00', told: true });
  answers(board(7, clock('a', { milestones: [removed] })));
  open(PAGE);
  expect(words(await screen.findByTestId('clock-a'))).toMatch(/拆除 按时09:50:00 · 曾报超时/);
});

test('nothing running says so, and who may not see it reads why', async () => {
  logIn('office');
  answers(board(7));
  open(PAGE);
  expect(await screen.findByText(/现在没有计时/)).toBeTruthy();
});

test('a refusal is shown as the service words it and no stream is tried', async () => {
  logIn('department');
  answers({ title: '无权查看', detail: null, remedy: '请联系区拆违办', code: 'role-may-not' }, 403);
  open(PAGE);
  expect(await screen.findByText('无权查看')).toBeTruthy();
  expect(Stream.open.filter(({ url }) => url.startsWith(CLOCKS))).toEqual([]);
});

test('without a login one line says what a login shows, and nothing is asked', async () => {
  open(PAGE);
  expect(await screen.findByText(/登录后可见/)).toBeTruthy();
  expect(screen.queryByTestId('clocks')).toBeNull();
});

test('the board and the clocks are one click apart, the address says which it is, and it speaks English', async () => {
  logIn('office');
  answers(board(7, clock('a')));
  server.use(http.get('/api/v1/accountability/:what', () => HttpResponse.json({ title: '稍候' }, { status: 503 })));
  open('/?asOf=2015-12-31');
  await userEvent.click(await screen.findByRole('link', { name: '1小时快拆' }));
  expect(await screen.findByTestId('clock-a')).toBeTruthy();
  expect(window.location.search).toBe('?page=one-hour');
  await userEvent.click(screen.getByRole('button', { name: 'English' }));
  await within(screen.getByTestId('clock-a')).findByText(/Dashilar/);
  expect(words(screen.getByTestId('clock-a'))).toMatch(/Dashilar.*Running.*left.*Dispatched in time/);
  await userEvent.click(screen.getByRole('link', { name: 'Board' }));
  expect(await screen.findByTestId('figure-remaining')).toBeTruthy();
  expect(window.location.search).toBe('');
});
