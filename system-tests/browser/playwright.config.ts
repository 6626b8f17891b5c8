import { defineConfig } from '@playwright/test';

// CHAIWEI_ORIGIN names the running system; the JUnit test BrowserTest starts one and sets it.
export default defineConfig({
  testDir: '.',
  outputDir: '../target/browser',
  reporter: [['list']],
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  use: {
    baseURL: process.env.CHAIWEI_ORIGIN ?? 'http://localhost:8080',
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
