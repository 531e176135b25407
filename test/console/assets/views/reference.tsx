import { layOut } from '#test/console/assets/json-text';
import { type SnippetOptions, snippetsOf } from '#test/console/assets/snippets';
import { CopyButton } from '#test/console/assets/views/copy-button';
import { JsonView } from '#test/console/assets/views/json-view';
import { Prose } from '#test/console/assets/views/prose';
import { Scrollable } from '#test/console/assets/views/scrollable';
import { Tabs } from '#test/console/assets/views/tabs';
import type { Code, FunctionEntry } from '#test/console/contract';
import type { Field } from '#test/derive/fields-of';

const depthOf = (path: string): number => path.split('.').length - 1;

const Fields = ({ fields, label, isRequest }: { fields: readonly Field[]; label: string; isRequest?: boolean }) => (
  <section>
    <h2>{label}</h2>
    <ul class="fields">
      {fields.map((field) => (
        <li key={field.path} style={{ '--depth': depthOf(field.path) }}>
          <p class="name">
            <code title={field.path}>{field.path.split('.').at(-1)?.replaceAll('[]', '')}</code>
            {isRequest && field.required && <span>required</span>}
          </p>
          <p class="type">
            <Prose text={field.type} />
          </p>
          {field.description !== '' && (
            <p>
              <Prose text={field.description} />
            </p>
          )}
        </li>
      ))}
    </ul>
  </section>
);

const Facts = ({ facts }: Pick<FunctionEntry, 'facts'>) => (
  <ul class="facts" aria-label="Limits">
    {facts.map((fact) => (
      <li key={fact}>
        <Prose text={fact} />
      </li>
    ))}
  </ul>
);

const Codes = ({ codes, label }: { codes: readonly Code[]; label: string }) => (
  <table class="codes">
    <caption>{label}</caption>
    <thead>
      <tr>
        <th scope="col">Chat</th>
        <th scope="col">HTTP</th>
        <th scope="col">meaning</th>
      </tr>
    </thead>
    <tbody>
      {codes.map(({ code, status, kind, meaning }) => (
        <tr key={code}>
          <td>
            <code>{code}</code>
          </td>
          <td>{status}</td>
          <td>
            {meaning} <span class="kind">{kind}</span>
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

const Block = ({ title, text, isJson }: { title: string; text: string; isJson?: boolean }) => (
  <figure class="body">
    <figcaption>
      <span>{title}</span>
      <CopyButton text={text} what={title} />
    </figcaption>
    <Scrollable label={title}>{isJson ? <JsonView text={text} /> : <code class="program">{text}</code>}</Scrollable>
  </figure>
);

const Sample = ({ sample }: Pick<FunctionEntry, 'sample'>) => (
  <>
    <Block title="Request" text={layOut(sample.request, 40)} isJson />
    <Block title="Answer" text={layOut(sample.answer, 40)} isJson />
  </>
);

/** What the chosen function takes and answers, and the call of the page as code. */
export const Reference = ({ options, generalCodes }: { options: SnippetOptions; generalCodes: readonly Code[] }) => {
  const { entry } = options;
  return (
    <section class="reference" aria-label="Reference">
      <Tabs
        label="Reference"
        tabs={[
          {
            name: 'Fields',
            content: (
              <>
                <Facts facts={[entry.effectMeaning, ...entry.facts]} />
                <Fields label="Request" fields={entry.request} isRequest />
                <Fields label="Answer" fields={entry.answer} />
              </>
            ),
          },
          {
            name: 'Errors',
            content: (
              <>
                <Codes label="Codes of this function" codes={entry.codes} />
                <Codes label="Codes of any function" codes={generalCodes} />
              </>
            ),
          },
          { name: 'Sample', content: <Sample sample={entry.sample} /> },
          {
            name: 'Code',
            content: snippetsOf(options).map(({ name, text }) => <Block key={name} title={name} text={text} />),
          },
        ]}
      />
    </section>
  );
};
