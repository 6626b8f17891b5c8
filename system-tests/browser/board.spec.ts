import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';

const PASSWORD = 'chaiwei-demo';
const SCREENSHOTS = '../target/screenshots';

/** Everything a page complained of or asked of another host: nothing, on each page of ours. */
function watch(page: Page): string[] {
  const trouble: string[] = [];
  page.on('pageerror', (error) => trouble.push(error.message));
  page.on('console', (message) => message.type() === 'error' && trouble.push(message.text()));
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(originOf()).origin) trouble.push(request.url());
  });
  return trouble;
}

const originOf = () => process.env.CHAIWEI_ORIGIN ?? 'http://localhost:8080';
const figure = (page: Page, measure: string) => page.getByTestId(`figure-${measure}`);
const accessible = async (page: Page) => expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

async function logIn(page: Page, account: string) {
  await page.getByRole('link', { name: '登录' }).first().click();
  await page.locator('input[name=username]').fill(account);
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.locator('button[type=submit]').click();
  await expect(page.getByTestId('who')).toBeVisible();
}

test('anyone sees the plan’s own figures, to the square metre', async ({ page }) => {
  const trouble = watch(page);
  await page.goto('/?asOf=2015-12-31');
  await expect(figure(page, 'registered')).toContainText('66\u2009682');
  await expect(figure(page, 'registered')).toContainText('1\u2009076\u2009577 m²');
  await expect(figure(page, 'cleared')).toContainText('11\u2009479');
  await expect(figure(page, 'cleared')).toContainText('256\u2009652 m²');
  await expect(figure(page, 'remaining')).toContainText('55\u2009203');
  await expect(figure(page, 'remaining')).toContainText('819\u2009925 m²');
  await expect(page.getByTestId('use-RESIDENTIAL')).toContainText('480\u2009717 m²');
  await expect(page.getByTestId('use-OTHER')).toContainText('0.48 %');
  await expect(page.getByTestId('known-at')).toContainText('实时');
  await page.screenshot({ path: `${SCREENSHOTS}/board-public-zh.png`, fullPage: true });
  await accessible(page);
  expect(trouble).toEqual([]);
});

test('the district office logs in and opens a street', async ({ page }) => {
  const trouble = watch(page);
  await page.goto('/?asOf=2015-12-31');
  await page.getByRole('link', { name: '登录' }).first().click();
  await page.screenshot({ path: `${SCREENSHOTS}/login-zh.png`, fullPage: true });
  await accessible(page);
  await page.goto('/?asOf=2015-12-31');
  await logIn(page, 'office-1');
  await page.goto('/?asOf=2015-12-31');
  const tile = page.getByTestId('tile-110102013');
  await expect(tile).toBeEnabled();
  await tile.click();
  await expect(page.locator('.street-detail')).toContainText('大栅栏');
  await page.screenshot({ path: `${SCREENSHOTS}/board-office-zh.png`, fullPage: true });
  await accessible(page);
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('heading', { name: 'Remaining', exact: true })).toBeVisible();
  await page.screenshot({ path: `${SCREENSHOTS}/board-office-en.png`, fullPage: true });
  await accessible(page);
  await page.getByRole('button', { name: 'Log out' }).click();
  await expect(page.getByTestId('tile-110102013')).toBeDisabled();
  expect(trouble).toEqual([]);
});

test('a street official sees the figures of their own street and of no other', async ({ page }) => {
  await page.goto('/');
  await logIn(page, 'street-110102013-1');
  await page.goto('/');
  await expect(page.getByTestId('tile-110102013')).toBeEnabled();
  await expect(page.getByTestId('tile-110102010')).toBeDisabled();
});

test('what is registered elsewhere appears without a reload', async ({ page, request }) => {
  const token = process.env.CHAIWEI_OFFICE_TOKEN;
  expect(token, 'a token of the district office').toBeTruthy();
  await page.goto('/');
  await expect(page.getByTestId('known-at')).toContainText('实时');
  const before = Number((await figure(page, 'registered').locator('strong').textContent())?.replaceAll('\u2009', ''));
  const answer = await request.post('/api/v1/ledger/violations', {
    headers: { Authorization: `Bearer ${token}` },
    data: {
      street: '110102013',
      address: '大栅栏西街 7 号',
      use: 'COMMERCIAL',
      areaM2: 12.5,
      ledgerKind: 'GENERAL',
      origin: 'EXISTING',
      foundBy: 'PATROL',
      discoveredOn: new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date()),
    },
  });
  expect(answer.status(), await answer.text()).toBe(201);
  await expect(figure(page, 'registered').locator('strong')).toHaveText((before + 1).toString().replace(/\B(?=(\d{3})+$)/g, '\u2009'));
});

test('a telephone shows the same page in one column', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/?asOf=2015-12-31');
  await expect(figure(page, 'remaining')).toContainText('819\u2009925 m²');
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
  await page.screenshot({ path: `${SCREENSHOTS}/board-phone-zh.png`, fullPage: true });
  await accessible(page);
});
