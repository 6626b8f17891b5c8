import { expect, type Page, test } from '@playwright/test';
import { accessible, DASHILAR, figure, logIn, register, SCREENSHOTS, watch } from './page';

const AUTUMN = '/?asOf=2016-10-31';

async function openAs(page: Page, account: string, address: string) {
  await page.goto('/');
  await logIn(page, account);
  await page.goto(address);
  await expect(page.getByTestId(`place-${DASHILAR}`)).toBeVisible();
}

test('the district office sees the year’s target, the others and the ranking, and opens the facts under a number', async ({ page }) => {
  const trouble = watch(page);
  await openAs(page, 'office-1', AUTUMN);
  await expect(page.getByTestId('year-target')).toContainText('2016年拆违面积超过8万平方米');
  await expect(page.getByTestId('year-target')).toContainText('> 8 万 m²');
  // No fact tells it yet: that is no zero.
  await expect(page.getByTestId('target-T-UNIT-2016')).toContainText('无数据 / ≥ 50 %');
  await expect(page.getByTestId('ranking').locator('tbody tr')).toHaveCount(15);
  await page.screenshot({ path: `${SCREENSHOTS}/board-inside-zh.png`, fullPage: true });
  await page.getByTestId('ranking').getByRole('button', { name: '大栅栏' }).click();
  await expect(page.getByRole('dialog')).toContainText('数字下面的事实');
  await accessible(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByTestId('year-target')).toContainText('Demolish more than 80 000 m² in 2016');
  await page.screenshot({ path: `${SCREENSHOTS}/board-inside-en.png`, fullPage: true });
  expect(trouble).toEqual([]);
});

test('a street official sees the whole ranking and opens the facts of their own street', async ({ page }) => {
  await openAs(page, `street-${DASHILAR}-1`, AUTUMN);
  await expect(page.getByTestId('ranking').locator('tbody tr')).toHaveCount(15);
  await expect(page.getByTestId('ranking').getByRole('button')).toHaveText(['大栅栏']);
});

test('a fact of the ledger appears in the feed without a reload', async ({ page, request }) => {
  const trouble = watch(page);
  await page.goto('/');
  await logIn(page, 'office-1');
  await page.goto('/');
  const feed = page.getByTestId('feed');
  await expect(feed.locator('.liveness.live')).toBeVisible();
  await register(request);
  await expect(feed.getByRole('listitem').first()).toContainText(/大栅栏登记入账12.50 m²/);
  await page.screenshot({ path: `${SCREENSHOTS}/board-today-zh.png`, fullPage: true });
  expect(trouble).toEqual([]);
});

test('the board fits a telephone in one column, and one sheet of paper', async ({ page }) => {
  await openAs(page, 'leader-1', AUTUMN);
  await expect(figure(page, 'remaining')).toBeVisible();
  const sheet = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  expect(sheet.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.screenshot({ path: `${SCREENSHOTS}/board-inside-phone-zh.png`, fullPage: true });
  await accessible(page);
});
