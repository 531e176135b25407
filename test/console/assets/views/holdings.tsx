import { useEffect, useRef, useState } from 'preact/hooks';
import { type ComparedItem, type ComparedList, type ComparedOwner, compare } from '#test/console/assets/changes';
import type { Chat } from '#test/console/assets/use-chat';

/** A longer list shows this many items until it is expanded. */
const many = 8;

const words: Readonly<Record<ComparedItem['change'], string>> = {
  same: '',
  added: 'new',
  changed: 'changed',
  moved: 'moved',
  removed: 'removed',
};

const Item = ({ compared: { item, change } }: { compared: ComparedItem }) => (
  <li class={change}>
    <span class="thing">
      <span>{item.title}</span>
      {item.pinned && <span class="pin">pinned</span>}
      {item.tags?.map((tag) => (
        <span key={tag} class="tag">
          {tag}
        </span>
      ))}
      {item.note && <span class="note">{item.note}</span>}
    </span>
    {change !== 'same' && <span class="change">{words[change]}</span>}
  </li>
);

const List = ({ list }: { list: ComparedList }) => {
  const [all, setAll] = useState(false);
  const shown = all ? list.items : list.items.filter(({ change }, index) => index < many || change !== 'same');
  const Kind = list.ordered ? 'ol' : 'ul';
  const hidden = list.items.length - shown.length;
  return (
    <section>
      <h3>{list.heading}</h3>
      <Kind class="held">
        {shown.map((compared) => (
          <Item key={compared.item.key} compared={compared} />
        ))}
      </Kind>
      {hidden > 0 && (
        <button type="button" class="quiet" onClick={() => setAll(true)}>
          {hidden} more
        </button>
      )}
    </section>
  );
};

const countOf = ({ heading, items }: ComparedList): string => {
  const words = heading.toLowerCase();
  return `${items.length} ${items.length === 1 ? words.replace(/s$/, '') : words}`;
};

const OwnerPart = ({ owner, isOpen }: { owner: ComparedOwner; isOpen: boolean }) => {
  const details = useRef<HTMLDetailsElement>(null);
  const touched = owner.lists.map(({ items }) => items.filter(({ change }) => change !== 'same'));
  const keys = JSON.stringify(touched.flat().map(({ item }) => item.key));
  // Bring a change into view, even where its owner is collapsed or scrolled away.
  useEffect(() => {
    if (owner.changes === 0 || !details.current) return;
    details.current.open = true;
    const place = details.current.querySelector('.change')?.closest('li');
    const panel = details.current.parentElement;
    if (place && panel) panel.scrollTo({ top: place.offsetTop - panel.offsetTop - panel.clientHeight / 3 });
  }, [owner.changes, keys]);
  return (
    <details ref={details} open={isOpen} class={owner.changes > 0 ? 'owner touched' : 'owner'}>
      <summary>
        <strong>{owner.name}</strong>
        <span class="counts">{owner.lists.map(countOf).join(', ')}</span>
      </summary>
      {owner.lists.map((list) => (
        <List key={list.heading} list={list} />
      ))}
    </details>
  );
};

const changesIn = (owners: readonly ComparedOwner[]): string => {
  const changes = owners.reduce((sum, owner) => sum + owner.changes, 0);
  if (changes === 0) return 'The last call changed nothing.';
  return changes === 1 ? 'The last call made 1 change.' : `The last call made ${changes} changes.`;
};

interface HoldingsProps {
  readonly chat: Chat;
  /** Whether an owner starts expanded. */
  readonly shown: (owner: string) => boolean;
  onReset(): void;
}

/** What Chat holds, with the changes of the last call highlighted. */
export const Holdings = ({ chat, shown, onReset }: HoldingsProps) => {
  const owners = compare(chat.before, chat.view.owners);
  const full = owners.filter(({ lists }) => lists.length > 0);
  const empty = owners.filter(({ lists }) => lists.length === 0).map(({ name }) => name);
  return (
    <section class="holdings" aria-label="What Chat holds">
      <header>
        <h2>What Chat holds</h2>
        <button type="button" class="quiet" onClick={onReset}>
          Reset Chat
        </button>
        <p role="status" class="note">
          {chat.trouble === '' ? changesIn(owners) : `Chat cannot be read: ${chat.trouble}`}
        </p>
      </header>
      {full.map((owner) => (
        <OwnerPart key={owner.name} owner={owner} isOpen={shown(owner.name)} />
      ))}
      {empty.length > 0 && <p class="note rest">No data: {empty.join(', ')}.</p>}
    </section>
  );
};
