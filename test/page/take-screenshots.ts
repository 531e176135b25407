import { fileURLToPath } from 'node:url';
import { createBrowserWindow } from '#test/page/browser-window';
import { chromiumPath, openLocalRun } from '#test/page/open-local-run';

/** Milliseconds until the reference has finished what it moves after an answer. */
const animation = 1_500;

const pin = '/v4/recentcontact/top';

const pathOf = (name: string): string => fileURLToPath(new URL(`screenshots/${name}.png`, import.meta.url));

if (!chromiumPath) throw new Error('There is no Chromium: apt-get install chromium, or set CHROMIUM.');
const run = await openLocalRun();
const page = await run.browser.newPage({ viewport: { width: 1200, height: 680 } });
const window = createBrowserWindow(page);
await page.goto(run.url);

await page.getByRole('button', { name: 'Reset Chat' }).click();
await window.letFail('Chat answers an error code');
await window.call(pin);
await page.getByText('3 attempts').waitFor();
await page.waitForTimeout(animation);
await page.screenshot({ path: pathOf('page') });

await window.call(pin, {
  From_Account: 'user_0001',
  OperationType: 3,
  RecentContactItem: [{ Type: 2, ToGroupId: '@TGS#1B2AUI7RZ' }],
});
await page.getByText('"FAIL"').hover();
await page.mouse.wheel(0, 190);
await page.getByRole('heading', { name: 'Users' }).hover();
await page.waitForTimeout(animation);
await page.screenshot({ path: pathOf('wrong-request') });

await run.close();
