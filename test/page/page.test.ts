import type { BrowserContextOptions, ConsoleMessage, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { type BrowserWindow, createBrowserWindow } from '#test/page/browser-window';
import { chromiumPath, type OpenedRun, openLocalRun } from '#test/page/open-local-run';

const pin = '/v4/recentcontact/top';
const lookUp = '/v4/recentcontact/search_contact_group';
const search = '/v4/group_search/search';

if (!chromiumPath) {
  console.warn(
    'SKIPPED: the page is not tested, since no Chromium is installed: apt-get install chromium, or set CHROMIUM.',
  );
}

/** An error in the console, unless it is the browser's line for a failure that the test asked for. */
const isComplaint = (message: ConsoleMessage): boolean =>
  message.type() === 'error' && !/\/(v4\/\w+\/\w+|chat\/fault)$/.test(message.location().url);

describe.skipIf(!chromiumPath)('the page', { timeout: 60_000 }, () => {
  let run: OpenedRun;

  beforeAll(async () => {
    run = await openLocalRun();
  }, 120_000);

  afterAll(() => run.close());

  beforeEach(async () => {
    await fetch(`${run.url}/chat/reset`, { method: 'POST' });
  });

  /** Opens the page. At the end of the test there must have been no error, and no request to elsewhere. */
  const open = async (options: BrowserContextOptions = {}): Promise<BrowserWindow> => {
    const context = await run.browser.newContext({ viewport: { width: 1360, height: 900 }, ...options });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => isComplaint(message) && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    context.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== run.url)
        complaints.push(request.url());
    });
    onTestFinished(async () => {
      await context.close();
      expect(complaints).toEqual([]);
    });
    await page.goto(run.url);
    await page.getByRole('button', { name: `(post ${search})` }).waitFor();
    return createBrowserWindow(page);
  };

  const attempts = (page: Page) => page.locator('#calls li').first().locator('tbody tr');

  const seeAttempts = async (window: BrowserWindow, codes: readonly string[]): Promise<void> => {
    await expect.poll(() => attempts(window.page).locator('code').allInnerTexts(), { timeout: 10_000 }).toEqual(codes);
  };

  test('shows the reference: the three calls, with all that can come of them', async () => {
    const { page } = await open();
    const reference = page.getByRole('main', { name: 'Reference' });
    for (const text of ['Pins conversations', 'Looks up the conversation groups', 'Searches the groups']) {
      await reference.getByRole('heading', { name: text }).waitFor();
    }
    for (const title of ['Too many calls.', 'Chat did not answer in time.']) {
      expect(await reference.getByText(title).count()).toBe(3);
    }
  });

  test('pins a conversation, and the pins appear in order', async () => {
    const window = await open();
    expect(await window.call(pin)).toContain('200 OK');
    const pins = window.page.locator('details', { hasText: 'user_0001 · 2 pinned' }).locator('ol li');
    await pins.first().waitFor();
    expect(await pins.allInnerTexts()).toEqual(['C2Cuser_0002', 'GROUP@TGS#1B2AUI7RZ']);
    await seeAttempts(window, ['0']);
  });

  test('looks up conversation groups', async () => {
    const window = await open();
    expect(await window.call(lookUp)).toContain('group_0002');
    await seeAttempts(window, ['0']);
  });

  test('searches groups, and shows the 64-bit ids with the digits that came', async () => {
    const window = await open();
    expect(await window.call(search)).toContain('144115214578713345');
    await seeAttempts(window, ['0']);
  });

  test('shows the problem document of a wrong request', async () => {
    const window = await open();
    const shown = await window.call(pin, { From_Account: 'user_0001', OperationType: 3, Items: [] });
    expect(shown).toContain('400 Bad Request');
    for (const text of ['application/problem+json', '/OperationType', 'expected 1 or 2', '/RecentContactItem']) {
      expect(shown).toContain(text);
    }
    expect(await window.page.locator('#calls').textContent()).toBe('None yet.');
  });

  test('calls as a user who may act for himself only, after one choice', async () => {
    const window = await open();
    await window.page.getByLabel('user_0001', { exact: true }).check();
    expect(await window.call(search)).toContain('The token needs the scope chat:search or chat:admin.');
    await window.leaveCall();
    expect(await window.call(pin)).toContain('200 OK');
  });

  test('shows the retries after an error code', async () => {
    const window = await open();
    await window.letFail('Chat answers an error code', { Code: '60008', 'How often': '2' });
    expect(await window.call(pin)).toContain('200 OK');
    await seeAttempts(window, ['60008', '60008', '0']);
    expect(await attempts(window.page).first().textContent()).toContain('timeout inside Chat');
  });

  test('shows the retries after a cut connection, on the calls that were chosen', async () => {
    const window = await open();
    await window.page.getByLabel('Which calls').selectOption(pin);
    await window.letFail('The connection is cut', { 'How often': '1' });
    expect(await window.call(lookUp)).toContain('200 OK');
    await seeAttempts(window, ['0']);
    await window.leaveCall();
    expect(await window.call(pin)).toContain('200 OK');
    await seeAttempts(window, ['–', '0']);
    expect(await attempts(window.page).first().textContent()).toContain('connection cut');
  });

  test('shows the retry after an answer that is too late', async () => {
    const window = await open();
    await window.letFail('The answer is late', { 'How often': '1' });
    expect(await window.call(pin)).toContain('200 OK');
    await seeAttempts(window, ['–', '0']);
    expect(await attempts(window.page).first().textContent()).toContain('no answer');
  });

  test('tells when a fault is none', async () => {
    const { page } = await open();
    await page.getByLabel('What happens').selectOption('Another HTTP status and HTML');
    await page.getByLabel('Status', { exact: true }).fill('199');
    await page.getByRole('button', { name: 'Switch on' }).click();
    await page.getByText('That did not work').waitFor();
  });

  test('can be used with the keyboard', async () => {
    const { page } = await open();
    await page.getByLabel('How often').focus();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('1');
    await page.keyboard.press('Enter');
    await page.getByText('Chat answers an error code: the next call.').waitFor();
    await page.getByLabel('admin', { exact: true }).focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.getByLabel('user_0001', { exact: true }).isChecked()).toBe(true);
    await page.getByRole('button', { name: `(post ${pin})` }).press('Enter');
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect.poll(() => attempts(page).count(), { timeout: 10_000 }).toBe(2);
  });

  test('fits a phone, where one of the two is shown', async () => {
    const { page } = await open({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    const chat = page.getByRole('complementary', { name: 'Local Chat' });
    const isTooWide = () => page.evaluate('document.documentElement.scrollWidth > innerWidth');
    expect([await chat.isVisible(), await isTooWide()]).toEqual([false, false]);
    await page.getByRole('radio', { name: 'local Chat' }).tap();
    expect([await chat.isVisible(), await isTooWide()]).toEqual([true, false]);
  });

  test.each(['light', 'dark'] as const)('is %s when the system is', async (colorScheme) => {
    const { page } = await open({ colorScheme });
    const lightness = await page.evaluate(
      `['body', 'aside', '.scalar-app'].map((place) => getComputedStyle(document.querySelector(place)).color.match(/\\d+/g)[0] > 128)`,
    );
    expect(lightness).toEqual(Array.from({ length: 3 }, () => colorScheme === 'dark'));
  });

  test('serves nothing else', async () => {
    expect((await fetch(`${run.url}/package.json`)).status).toBe(404);
    expect((await fetch(`${run.url}/chat/key`)).status).toBe(404);
  });

  // These two come last: after a change of the key, each function needs an attempt more to learn of it.
  test('shows how the functions follow a key that was rotated', async () => {
    const window = await open();
    expect(await window.call(pin)).toContain('200 OK');
    await window.leaveCall();
    await window.letFail('The key is rotated, the secret too');
    expect(await window.call(pin, { From_Account: 'user_0002', OperationType: 1, RecentContactItem: [] })).toContain(
      '400',
    );
    await window.page.locator('#calls li').nth(1).waitFor();
    await seeAttempts(window, ['70009', '50002']);
  });

  test('shows what happens while the secret has another key, and that a reset heals it', async () => {
    const window = await open();
    await window.letFail('The key is rotated, the secret is not');
    expect(await window.call(lookUp)).toContain('The service is misconfigured');
    await window.leaveCall();
    await window.page.getByRole('button', { name: 'Reset Chat' }).click();
    await window.page.getByText('Chat is as it was at the start.').waitFor();
    expect(await window.call(pin)).toContain('200 OK');
    // The functions look at the secret again after some seconds.
    await expect
      .poll(async () => window.leaveCall().then(() => window.call(lookUp)), { timeout: 20_000 })
      .toContain('200 OK');
  });
});
