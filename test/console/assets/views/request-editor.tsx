import { useEffect, useRef, useState } from 'preact/hooks';
import type { Fault } from '#shared/failures/failure';
import { layOut, tokensOf } from '#test/console/assets/json-text';
import { checkBody } from '#test/console/assets/server';
import { JsonView, placeRemark } from '#test/console/assets/views/json-view';

/** Milliseconds without a keystroke before the text is checked. */
const pause = 150;

interface RequestEditorProps {
  /** The function that the request is for. */
  readonly name: string;
  readonly text: string;
  /** What the function itself found wrong when this text was sent. */
  readonly found: readonly Fault[];
  onChange(text: string): void;
}

/** Has the server check a text; `undefined` until it answers. */
const useFaults = (name: string, text: string): readonly Fault[] | undefined => {
  const [checked, setChecked] = useState<{ readonly text: string; readonly faults: readonly Fault[] }>();
  useEffect(() => {
    let isCurrent = true;
    const check = async () => {
      const faults = await checkBody(name, text).catch((error: Error) => [{ pointer: '', detail: error.message }]);
      if (isCurrent) setChecked({ text, faults });
    };
    const timer = setTimeout(check, pause);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [name, text]);
  return checked?.text === text ? checked.faults : undefined;
};

const withoutDoubles = (faults: readonly Fault[]): readonly Fault[] => [
  ...new Map(faults.map((fault) => [fault.pointer + fault.detail, fault])).values(),
];

const countOf = (faults: readonly Fault[], isChecked: boolean): string => {
  if (faults.length === 0) return isChecked ? 'Valid request' : 'Checking…';
  return faults.length === 1 ? '1 fault' : `${faults.length} faults`;
};

/** The request as an editable text, each fault marked where it points to. */
export const RequestEditor = ({ name, text, found, onChange }: RequestEditorProps) => {
  const area = useRef<HTMLTextAreaElement>(null);
  const checked = useFaults(name, text);
  const faults = withoutDoubles([...(checked ?? []), ...found]);
  const tokens = tokensOf(text);
  const remarks = faults.map(({ pointer, detail }) => ({ pointer, text: detail }));

  const goTo = (line: number) => {
    const lines = text.split('\n');
    const start = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
    area.current?.focus();
    area.current?.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  };

  return (
    <div class="request">
      <div class={faults.length > 0 ? 'editor faulty' : 'editor'}>
        <pre aria-hidden="true">
          <JsonView text={text} remarks={remarks} />
        </pre>
        <textarea
          ref={area}
          id="request"
          aria-label="Request"
          aria-describedby="faults"
          aria-invalid={faults.length > 0}
          spellcheck={false}
          autocomplete="off"
          wrap="off"
          value={text}
          onInput={({ currentTarget }) => onChange(currentTarget.value)}
        />
      </div>
      <div class={faults.length > 0 ? 'faults' : 'faults none'} id="faults">
        <p role="status">{countOf(faults, checked !== undefined)}</p>
        <ul>
          {remarks.map((remark) => {
            const { line } = placeRemark(text, tokens, remark);
            return (
              <li key={remark.pointer + remark.text}>
                <button type="button" class="quiet" onClick={() => goTo(line)}>
                  <span>line {line}</span>
                  <span>
                    <code>{remark.pointer || 'body'}</code> {remark.text}
                  </span>
                </button>
              </li>
            );
          })}
        </ul>
        <button type="button" class="quiet" onClick={() => onChange(layOut(text))}>
          Format
        </button>
      </div>
    </div>
  );
};
