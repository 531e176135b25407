import type { Locator, Page } from 'playwright-core';

/** The console in a browser, and what a person does with it. */
export interface ConsoleWindow {
  readonly page: Page;
  /** The result of the last call. */
  readonly answer: Locator;
  /** What Chat holds. */
  readonly holdings: Locator;
  /** Chooses a function. */
  choose(name: string): Promise<void>;
  /** Puts another request into the editor. */
  write(request: object | string): Promise<void>;
  /** Sends the request and waits for the call to end. */
  send(): Promise<void>;
  /** Chooses how the call gets to the function. */
  through(route: 'HTTP' | 'Invocation' | 'Queue' | 'Bus'): Promise<void>;
  /** Plans a fault: its label, and values for the fields that differ from their defaults. */
  letFail(label: string, fields?: Readonly<Record<string, string>>): Promise<void>;
}

/** Wraps a page of the console in what a person does with it. */
export const createConsoleWindow = (page: Page): ConsoleWindow => {
  const answer = page.getByRole('region', { name: 'Answer', exact: true });
  const request = page.getByRole('textbox', { name: 'Request' });
  return {
    page,
    answer,
    holdings: page.getByRole('region', { name: 'What Chat holds' }),
    choose: async (name) => {
      await page.getByRole('heading', { level: 1 }).waitFor();
      const menu = page.getByRole('navigation').getByRole('button');
      if (await menu.isVisible()) await menu.click();
      await page.getByRole('link', { name }).click();
      await page.getByRole('heading', { name, level: 1 }).waitFor();
    },
    write: (text) => request.fill(typeof text === 'string' ? text : JSON.stringify(text, null, 2)),
    send: async () => {
      await page.getByRole('button', { name: /^Send/ }).click();
      await answer.getByText('In progress').waitFor({ state: 'hidden' });
      await answer.locator('.end').waitFor();
    },
    through: (route) => page.getByText(route, { exact: true }).click(),
    letFail: async (label, fields = {}) => {
      await page.getByRole('tab', { name: 'Faults' }).click();
      await page.getByRole('combobox', { name: 'Fault', exact: true }).selectOption({ label });
      for (const [name, value] of Object.entries(fields)) await page.getByLabel(name, { exact: true }).fill(value);
      await page.getByRole('button', { name: 'Switch on' }).click();
      await page.getByText(`On: ${label}.`).waitFor();
    },
  };
};
