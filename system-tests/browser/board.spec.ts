import { expect, test } from '@playwright/test';
import { accessible, figure, logIn, register, SCREENSHOTS, watch } from './page';

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
  await page.goto('/');
  await expect(page.getByTestId('known-at')).toContainText('实时');
  const before = Number((await figure(page, 'registered').locator('strong').textContent())?.replaceAll('\u2009', ''));
  await register(request);
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
