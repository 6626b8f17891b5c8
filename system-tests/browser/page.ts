import AxeBuilder from '@axe-core/playwright';
import { type APIRequestContext, type APIResponse, expect, type Page } from '@playwright/test';

const PASSWORD = 'chaiwei-demo';
export const SCREENSHOTS = '../target/screenshots';
export const DASHILAR = '110102013';

/** Everything a page complained of or asked of another host: nothing, on each page of ours. */
export function watch(page: Page): string[] {
  const trouble: string[] = [];
  page.on('pageerror', (error) => trouble.push(error.message));
  page.on('console', (message) => message.type() === 'error' && trouble.push(message.text()));
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(originOf()).origin) trouble.push(request.url());
  });
  return trouble;
}

const originOf = () => process.env.CHAIWEI_ORIGIN ?? 'http://localhost:8080';
export const figure = (page: Page, measure: string) => page.getByTestId(`figure-${measure}`);
export const accessible = async (page: Page) => expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

export async function logIn(page: Page, account: string) {
  await page.getByRole('link', { name: '登录' }).first().click();
  await page.locator('input[name=username]').fill(account);
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.locator('button[type=submit]').click();
  await expect(page.getByTestId('who')).toBeVisible();
}

/** Registers a shop in Dashilar, as the district office does elsewhere. */
export async function register(request: APIRequestContext): Promise<APIResponse> {
  const token = process.env.CHAIWEI_OFFICE_TOKEN;
  expect(token, 'a token of the district office').toBeTruthy();
  const answer = await request.post('/api/v1/ledger/violations', {
    headers: { Authorization: `Bearer ${token}` },
    data: {
      street: DASHILAR,
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
  return answer;
}
