import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { afterEach, expect, test, vi } from 'vitest';
import type { Explained, Part, RatedPart, RatedStreet, RatingTable } from '../api/ratings';
import { DASHILAR, eachOnBaseline, logIn, open, server, words, YUETAN } from '../test/page';

const ROOT = '/api/v1/accountability/ratings';
const PAGE = '/?page=rating&month=2016-05';

const part = (name: Part, points: number | null, of: number): RatedPart => ({ part: name, points, counted: points === null ? 0 : of, of, corrected: false });

const street = (code: string, name: string, rest: Partial<RatedStreet> = {}): RatedStreet => ({
  rank: 1,
  street: code,
  name,
  group: 'SMALL',
  groupRank: 1,
  unranked: null,
  score: 54.92,
  points: 43.94,
  counted: 80,
  improvedBy: 2.5,
  ranksGained: 2,
  parts: [part('DEMOLISHED_AREA', 5.25, 35), part('NEW_VIOLATIONS', 15, 20), part('PROCEDURE', null, 10)],
  notes: [],
  ...rest,
});

const may = (rest: Partial<RatingTable> = {}): RatingTable => ({
  month: '2016-05',
  state: 'FROZEN',
  version: 2,
  versions: 2,
  asOf: '2016-05-31',
  knownAt: 151,
  of: 100,
  frozenOn: '2016-06-01',
  appealUntil: '2016-06-08',
  hash: 'abc123',
  streets: [
    street(DASHILAR, '大栅栏街道'),
    street(YUETAN, '月坛街道', { rank: null, groupRank: null, unranked: 'TOO_FEW_ENTRIES', improvedBy: null, ranksGained: null }),
  ],
  appeals: [],
  ...rest,
});

const why: Explained = {
  ...street(DASHILAR, '大栅栏街道', {
    notes: [{ kind: 'LATE', netM2: 400, closings: 0, relapses: 0, clocks: { kept: 1, judged: 1 }, factsAt: `${ROOT}/2016-05/${DASHILAR}/facts?measure=NET_AREA&note=LATE` }],
  }),
  month: '2016-05',
  asOf: '2016-05-31',
  appeals: [],
  parts: [
    {
      ...part('NEW_VIOLATIONS', 15, 20),
      lines: [
        {
          measure: 'ONE_HOUR_CLOCK',
          status: 'COUNTED',
          points: 5,
          of: 10,
          formula: '10 × max(0, min(1, 1 ÷ 2)) = 5.00',
          facts: [
            { violation: 'v', ledgerNumber: 'XC-1', street: DASHILAR, date: '2016-05-10', kind: 'CLOCK_MISSED', areaM2: 0, count: 0, fact: null, position: 7 },
          ],
          factsAt: `${ROOT}/2016-05/${DASHILAR}/facts?measure=ONE_HOUR_CLOCK`,
          tasks: [],
        },
      ],
    },
    {
      ...part('PROCEDURE', null, 10),
      lines: [{ measure: 'PROCEDURE_KEPT', status: 'NO_DATA', points: null, of: 10, formula: null, facts: [], factsAt: null, tasks: [] }],
    },
  ],
};

const answers = (table: RatingTable) =>
  server.use(
    http.get(`${ROOT}/:month`, () => HttpResponse.json(table)),
    http.get(`${ROOT}/:month/:street/explain`, () => HttpResponse.json(why)),
  );

eachOnBaseline();
afterEach(() => vi.useRealTimers());

test('the table shows rank, score and each part, and sets apart who has no rank and what nobody knows', async () => {
  logIn('leader');
  answers(may());
  open(PAGE);
  const row = await screen.findByTestId(`rated-${DASHILAR}`);
  await within(row).findByText('大栅栏');
  expect(words(row)).toMatch(/^1大栅栏54\.92▲2上升 2 位 \+2\.50 分小 1.*拆除面积5\.25 \/ 35.*程序与数据质量无数据$/);
  expect(words(row)).toContain('新生违建15 / 20');
  const apart = screen.getByTestId(`rated-${YUETAN}`);
  expect(words(apart)).toMatch(/^—月坛 台账处数太少/);
  expect(words(screen.getByTestId('rating-state'))).toContain('2016-06-01 定案，申诉至 2016-06-08');
});

test('a running month is marked as a preview and offers nothing to compute again', async () => {
  logIn('leader');
  answers(may({ state: 'PREVIEW', version: null, versions: null, frozenOn: null, appealUntil: null, hash: null }));
  open(PAGE);
  expect(words(await screen.findByTestId('rating-state'))).toMatch(/预览.*截至 2016-05-31/);
  expect(screen.queryByTestId('verified')).toBeNull();
});

test('an earlier version is one press away and stands in the address', async () => {
  logIn('leader');
  answers(may());
  open(PAGE);
  await userEvent.click(await screen.findByRole('button', { name: '第 1 版' }));
  expect(window.location.search).toBe('?page=rating&month=2016-05&version=1');
});

test('a street opens its reasons: the line worked out, what was missing, what came late, and the facts', async () => {
  logIn('supervision');
  answers(may());
  open(PAGE);
  await userEvent.click(within(await screen.findByTestId(`rated-${DASHILAR}`)).getByRole('button'));
  const clocks = await screen.findByTestId('part-NEW_VIOLATIONS');
  expect(words(clocks)).toContain('10 × max(0, min(1, 1 ÷ 2)) = 5.00 还差 5 分得满');
  expect(words(clocks)).toMatch(/XC-1 2016-05-10超过一小时/);
  expect(words(screen.getByTestId('part-PROCEDURE'))).toContain('没有数据，不计分');
  expect(words(screen.getByTestId('why'))).toContain('迟到的事实，计入本月：净拆除 400 m²');
  expect(window.location.search).toContain(`street=${DASHILAR}`);
});

test('a street official opens only their own, and appeals while there is time', async () => {
  vi.useFakeTimers({ now: new Date('2016-06-03T09:00:00+08:00'), toFake: ['Date'] });
  logIn('street', [DASHILAR]);
  answers(may());
  let filed: unknown = null;
  server.use(
    http.post(`${ROOT}/2016-05/appeals`, async ({ request }) => {
      filed = await request.json();
      return HttpResponse.json({}, { status: 201 });
    }),
  );
  open(`${PAGE}&street=${DASHILAR}`);
  await userEvent.type(await screen.findByLabelText('理由'), '数据有误');
  await userEvent.click(screen.getByRole('button', { name: '提出申诉' }));
  expect(await screen.findByText(/申诉已提交/)).toBeTruthy();
  expect(filed).toEqual({ street: DASHILAR, part: 'NEW_VIOLATIONS', reason: '数据有误' });
  await userEvent.click(screen.getByRole('button', { name: /返回全表/ }));
  expect(within(await screen.findByTestId(`rated-${YUETAN}`)).queryByRole('button')).toBeNull();
});

test('the table is computed again on request, and says whether it is the same', async () => {
  logIn('leader');
  answers(may());
  server.use(
    http.get(`${ROOT}/2016-05/verification`, () => HttpResponse.json({ hash: 'abc123', recomputed: 'abc123', sameHash: true, sameTable: true })),
  );
  open(PAGE);
  await userEvent.click(await screen.findByRole('button', { name: '重新计算校验' }));
  expect(await screen.findByText(/✓ 一致/)).toBeTruthy();
});

test('it speaks English, and without a login one line says what a login shows', async () => {
  open(PAGE);
  expect(await screen.findByText(/登录后可见/)).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'English' }));
  expect(await screen.findByText(/shown after a login/)).toBeTruthy();
});
