import { defineConfig } from '@playwright/test'

/** Two workers: while one story waits for its meeting to begin, the pages are walked through. */
export default defineConfig({
  testDir: '.',
  workers: 2,
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
    { name: 'every page', testMatch: 'pages.spec.ts' },
    {
      name: 'without JavaScript',
      testMatch: 'story.spec.ts',
      use: { viewport: { width: 1280, height: 900 }, javaScriptEnabled: false },
    },
    {
      name: 'phone',
      testMatch: 'story.spec.ts',
      use: { locale: 'fr-ZA', viewport: { width: 360, height: 740 }, hasTouch: true },
    },
  ],
})
