import { expect, test } from 'vitest';
import { deleteConversation } from '#functions/delete-conversation/definition';
import { faultsOfChanged } from '#test/functions/faults-of-changed';

const group = { Type: 2, To_Account: undefined };

test('the id of a group is spelt ToGroupid', () => {
  expect(faultsOfChanged(deleteConversation, { ...group, ToGroupid: 'a' })).toEqual([]);
  expect(faultsOfChanged(deleteConversation, { ...group, ToGroupId: 'a' })).toEqual(['/ToGroupid', '/ToGroupId']);
});

test('what becomes of the messages has to be said', () => {
  expect(faultsOfChanged(deleteConversation, { ClearRamble: undefined })).toEqual(['/ClearRamble']);
});
