import { expect, test } from 'vitest';
import { listConversations } from '#functions/list-conversations/definition';
import { faultsOfChanged } from '#test/functions/faults-of-changed';

test.each([0, 7, 15, 63, 64, -1])('AssistFlags may be %i, since the pages disagree on it', (AssistFlags) => {
  expect(faultsOfChanged(listConversations, { AssistFlags })).toEqual([]);
});
