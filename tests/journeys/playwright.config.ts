import { defineConfig } from '@playwright/test'

/** One worker: a journey is a story that goes on, and the machine that tests may be small. */
export default defineConfig({
  testDir: '.',
  workers: 1,
  timeout: 90_000,
  reporter: [['list']],
  outputDir: '../../test-results',
  use: {
    actionTimeout: 10_000,
    locale: 'en-ZA',
    timezoneId: 'Africa/Johannesburg',
    launchOptions: {
      ...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}),
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
  projects: [
    { name: 'without JavaScript', use: { javaScriptEnabled: false, viewport: { width: 1280, height: 900 } } },
    { name: 'phone', use: { locale: 'fr-ZA', viewport: { width: 360, height: 740 }, hasTouch: true } },
  ],
})
