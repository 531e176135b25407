import { exec } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { BrowserContextOptions, ConsoleMessage } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { type ConsoleWindow, createConsoleWindow } from '#test/console/console-window';
import { chromiumPath, type OpenedConsole, openConsole } from '#test/console/open-console';

if (!chromiumPath) {
  console.warn(
    'SKIPPED: the console is not tested, since no Chromium is installed: apt-get install chromium, or set CHROMIUM.',
  );
}

const shell = promisify(exec);

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

const wrong = `{
  "From_Account": "user_0001",
  "OperationType": 3,
  "RecentContactItem": [{ "Type": 1, "To_Account": "user_0002" }]
}`;

describe.skipIf(!chromiumPath)('the console', { timeout: 30_000 }, () => {
  let opened: OpenedConsole;

  beforeAll(async () => {
    opened = await openConsole();
  }, 120_000);

  afterAll(() => opened.close());

  beforeEach(async () => {
    await fetch(`${opened.addresses.console}/reset`, { method: 'POST' });
  });

  /** Opens the console. At the end of the test there must have been no error, and no request to elsewhere. */
  const open = async (options: BrowserContextOptions = {}): Promise<ConsoleWindow> => {
    const context = await opened.browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    const complaints: string[] = [];
    page.on('console', (message: ConsoleMessage) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    context.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol !== 'data:' && origin !== opened.addresses.console) complaints.push(request.url());
    });
    onTestFinished(async () => {
      await context.close();
      expect(complaints).toEqual([]);
    });
    await page.goto(opened.addresses.console);
    await page.getByRole('heading', { level: 1 }).waitFor();
    return createConsoleWindow(page);
  };

  /** What axe-core finds wrong with the page as it is. */
  const findings = async ({ page }: ConsoleWindow): Promise<unknown> => {
    await page.evaluate(axe);
    return page.evaluate(
      'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, ...nodes.map(({ target }) => target)].join(" ")))',
    );
  };

  test('a function can be found and called with the keyboard alone', async () => {
    const { page, answer, holdings } = await open();
    await page.keyboard.press('/');
    await page.keyboard.type('pins states');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'pin-conversations', level: 1 }).waitFor();
    await page.keyboard.press('Control+Enter');
    await answer.getByText('200 OK').waitFor();
    await holdings.getByText('The last call made 2 changes').waitFor();
    const pinned = holdings.getByRole('listitem').filter({ hasText: 'pinned' });
    expect(await pinned.locator('.thing > :first-child').allInnerTexts()).toEqual(['user_0002', 'Support Desk']);
    await page.keyboard.press('Control+Enter');
    await holdings.getByText('The last call changed nothing').waitFor();
    await page.getByText('recentcontact/top', { exact: true }).first().click();
    await page.getByRole('region', { name: 'Body that Chat received' }).getByText('"@TGS#1B2AUI7RZ"').waitFor();
  });

  test('an invalid request shows its faults and can be fixed', async () => {
    const { page, answer, choose, write, send } = await open();
    await choose('pin-conversations');
    await write(wrong);
    const fault = page.getByRole('button', { name: 'line 3 /OperationType expected 1 or 2' });
    await fault.waitFor();
    await send();
    await answer.getByText('400 Bad Request').waitFor();
    await answer.getByText('No call to Chat').waitFor();
    await fault.click();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Backspace');
    await page.keyboard.type('1');
    await page.getByText('Valid request').waitFor();
    await send();
    await answer.getByText('200 OK').waitFor();
  });

  test('an answer is shown digit for digit', async () => {
    const { answer, choose, send } = await open();
    await choose('search-groups');
    await send();
    expect(await answer.textContent()).toContain('144115214578713345');
  });

  test('a call acts for the chosen caller', async () => {
    const { page, answer, choose, send } = await open();
    await choose('pin-conversations');
    const callAs = async (name: string, result: string) => {
      await page.getByLabel('Call as').selectOption(name);
      await send();
      await answer.getByText(result).waitFor();
    };
    await callAs('user_0001', '200 OK');
    await callAs('user_0002', '403 Forbidden');
    await callAs('nobody', '401 Unauthorized');
    await callAs('expired token', '401 Unauthorized');
  });

  test('retries overcome a fault, and another fault can be switched off without resetting Chat', async () => {
    const { page, answer, holdings, choose, letFail, send } = await open();
    await choose('pin-conversations');
    await letFail('Chat answers an error code', { Code: '60008', 'How often': '2' });
    await send();
    await answer.getByText('200 OK').waitFor();
    const results = answer.getByRole('list', { name: 'Way' }).locator('strong');
    await expect.poll(() => results.allInnerTexts()).toEqual(['60008', '60008', 'OK']);
    await letFail('The connection is cut', { 'How often': '' });
    await page.getByRole('button', { name: 'Switch off The connection is cut' }).click();
    await page.getByRole('list', { name: 'Faults that are on' }).getByRole('listitem').waitFor({ state: 'hidden' });
    const owner = holdings.getByRole('group').filter({ hasText: 'user_0001' });
    expect(await owner.getByText('pinned', { exact: true }).count()).toBe(2);
    await send();
    await answer.getByText('1 attempt').waitFor();
  });

  test('a message that fails each time is followed until it is a dead letter, with the reason', async () => {
    const { answer, choose, through, write, send } = await open();
    await choose('pin-conversations');
    await through('Queue');
    await write({
      From_Account: 'stranger',
      OperationType: 1,
      RecentContactItem: [{ Type: 1, To_Account: 'user_0002' }],
    });
    await send();
    await answer.getByText('Dead letter').waitFor();
    await answer.getByText('for the 2nd time').waitFor();
    await answer.getByText(/^NotFound: /).waitFor();
  });

  test('an event is followed until its answer is on the bus', async () => {
    const { answer, choose, through, send } = await open();
    await choose('list-contact-groups');
    await through('Bus');
    await send();
    await answer.getByText('Answer on the bus').waitFor();
    await answer.getByText('"group_0003"').waitFor();
  });

  test('the curl to copy makes the same call', async () => {
    const { page, choose, write } = await open();
    await choose('create-contact-group');
    await page.getByLabel('Call as').selectOption('user_0001');
    await write({ From_Account: 'user_0001', GroupContactItem: [{ GroupName: "it's new" }] });
    await page.getByRole('tab', { name: 'Code', exact: true }).click();
    const command = await page.getByRole('region', { name: 'curl' }).innerText();
    const { stdout } = await shell(command);
    expect(JSON.parse(stdout)).toMatchObject({ GroupResultItem: [{ GroupItem: { GroupName: "it's new" } }] });
  });

  test('items that failed are marked in an answer that is OK', async () => {
    const { answer, choose, through, write, send } = await open();
    await choose('mark-conversations');
    await write({
      From_Account: 'user_0001',
      MarkItem: [
        { OptType: 1, ContactItem: { Type: 1, To_Account: 'user_0002' }, SetMark: [1] },
        { OptType: 1, ContactItem: { Type: 2, ToGroupId: '@TGS#NOWHERE' }, SetMark: [1] },
      ],
    });
    for (const [route, result] of [
      ['HTTP', '207 Multi-Status'],
      ['Invocation', 'OK'],
    ] as const) {
      await through(route);
      await send();
      await answer.locator('.end').getByText(result, { exact: true }).waitFor();
      await answer.getByText('1 item failed').waitFor();
      await answer.locator('.remark').getByText('51007').waitFor();
    }
  });

  test('on a phone the answer comes into view, and nothing is wider than the screen', async () => {
    const { page, answer, choose, send } = await open(phone);
    await choose('list-conversations');
    await send();
    const { y } = (await answer.boundingBox()) ?? {};
    expect(y).toBeLessThan(100);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });

  test.each([
    ['light', { colorScheme: 'light' }],
    ['dark', { colorScheme: 'dark' }],
    ['on a phone', phone],
  ] as const)('axe-core finds nothing wrong: %s', async (_, options) => {
    const console = await open(options);
    await console.choose('pin-conversations');
    await console.letFail('The answer is late', { 'How often': '' });
    await console.write(wrong);
    await console.send();
    expect(await findings(console)).toEqual([]);
    for (const name of ['Errors', 'Sample', 'Code', 'Calls']) {
      await console.page.getByRole('tab', { name, exact: true }).click();
    }
    expect(await findings(console)).toEqual([]);
  });

  test('a page from another origin cannot control the local run', async () => {
    const { console, events } = opened.addresses;
    const page = await opened.browser.newPage();
    await page.goto(`${events}/_events`);
    const request = `{ method: 'POST', mode: 'no-cors', body: '{"kind":"cut"}' }`;
    await page.evaluate(`fetch('${console}/faults', ${request}).catch(() => undefined)`);
    await page.close();
    expect(await (await fetch(`${console}/chat`)).json()).toMatchObject({ faults: [] });
  });

  test('everything that the page loads is small', async () => {
    const names = ['', 'console.js', 'console.css'];
    const bodies = await Promise.all(
      names.map(async (name) => (await fetch(`${opened.addresses.console}/${name}`)).text()),
    );
    expect(bodies.join('').length).toBeLessThan(100_000);
  });

  // These come last: after a change of the key, each function needs an attempt more to learn of it.
  test('a rotation is followed, with the secret and without it', async () => {
    const { page, answer, choose, send } = await open();
    await choose('list-conversations');
    await send();
    await page.getByRole('tab', { name: 'Faults' }).click();
    await page.getByRole('button', { name: 'At Chat and in the secret' }).click();
    await page.getByText('Rotated the key at Chat and in the secret.').waitFor();
    await send();
    await answer.getByText('200 OK').waitFor();
    await answer.getByText('2 attempts').waitFor();
    await page.getByRole('button', { name: 'At Chat only' }).click();
    await page.getByText('Rotated the key at Chat. The secret still has the old one.').waitFor();
    await send();
    await answer.getByText('500 Internal Server Error').waitFor();
    await answer.getByText('The service is misconfigured').waitFor();
  });
});
