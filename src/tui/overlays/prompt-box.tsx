// A question to the user, in the middle of the screen: a line to type, a list to choose from, yes and no, or a form.
import type { ReactElement } from 'react';
import type { Prompt } from '../../core/overlay.ts';
import type { Completing } from '../input/completing.ts';
import { Dialog } from '../widgets/dialog.tsx';
import { EditedText } from '../widgets/edited-text.tsx';
import { Box } from '../widgets/host.ts';
import { RowBox } from '../widgets/rows.tsx';
import { SpanText } from '../widgets/span-text.tsx';
import { keepInView } from '../widgets/window.ts';
import { FormBox } from './form-box.tsx';
import { markedSpans } from './marked.ts';
import { MenuBox } from './menu-box.tsx';
import { matchingChoices, type PromptState } from './prompt-state.ts';

const WIDTH = 60;

interface PromptBoxProps {
  readonly prompt: Prompt;
  readonly state: PromptState;
  readonly columns: number;
  readonly rows: number;
}

export function PromptBox({ prompt, state, columns, rows }: PromptBoxProps): ReactElement {
  if (state.form) return <FormBox prompt={prompt} form={state.form} columns={columns} rows={rows} />;
  if (prompt.keys) return <MenuBox prompt={prompt} state={state} columns={columns} rows={rows} />;
  return (
    <Dialog
      hit={`prompt:${prompt.id}`}
      title={prompt.title}
      width={Math.min(WIDTH, columns)}
      borderStyle={{ fg: 'cyan' }}
    >
      {prompt.kind === 'input' ? <Input prompt={prompt} state={state} /> : null}
      {prompt.kind === 'select' ? (
        <Select prompt={prompt} state={state} height={Math.max(1, Math.min(12, rows - 5))} />
      ) : null}
      {prompt.kind === 'confirm' ? <Confirm prompt={prompt} state={state} /> : null}
    </Dialog>
  );
}

const MOST_WORDS = 8;

/** What the text can become, a row each. */
function Words({ prompt, completing }: { readonly prompt: Prompt; readonly completing: Completing }) {
  const { completion, at } = completing;
  const { items } = completion;
  const top = keepInView(0, at < 0 ? null : at, MOST_WORDS, items.length);
  const below = items.length - top - MOST_WORDS;
  return (
    <>
      {items.slice(top, top + MOST_WORDS).map((word, i) => (
        <RowBox
          key={word}
          hit={`prompt:${prompt.id}#${top + i + 1}`}
          style={top + i === at ? { inverse: true } : undefined}
        >
          <SpanText spans={`  ${word}`} />
        </RowBox>
      ))}
      {below > 0 ? <SpanText spans={`  ${below} more`} style={{ dim: true }} /> : null}
    </>
  );
}

interface PartProps {
  readonly prompt: Prompt;
  readonly state: PromptState;
}

function Input({ prompt, state }: PartProps): ReactElement {
  const history = prompt.items && prompt.items.length > 0 ? ' · ↑ earlier' : '';
  return (
    <>
      <Box style={{ height: 1, flexShrink: 0 }}>
        <EditedText editor={state.editor} hasCursor placeholder={prompt.placeholder} />
      </Box>
      {state.completing ? <Words prompt={prompt} completing={state.completing} /> : null}
      {prompt.completion?.problem && prompt.completion.value === state.editor.value ? (
        <SpanText spans={prompt.completion.problem} style={{ fg: 'red' }} />
      ) : null}
      <Footer text={`enter accept${prompt.completes ? ' · tab complete' : ''} · esc cancel${history}`} />
    </>
  );
}

function Select({ prompt, state, height }: PartProps & { readonly height: number }): ReactElement {
  const choices = matchingChoices(prompt.items ?? [], state.editor.value);
  const first = keepInView(0, state.selected, height, choices.length);
  return (
    <>
      <Box style={{ height: 1, flexShrink: 0 }}>
        <EditedText editor={state.editor} hasCursor placeholder={prompt.placeholder ?? 'type to filter'} />
      </Box>
      {choices.length === 0 ? <SpanText spans="nothing matches" style={{ dim: true }} /> : null}
      {choices.slice(first, first + height).map((choice, i) => {
        const isSelected = first + i === state.selected;
        return (
          <RowBox
            key={choice.index}
            hit={`prompt:${prompt.id}#${choice.index + 1}`}
            style={isSelected ? { inverse: true } : undefined}
          >
            <SpanText spans={[{ text: isSelected ? '› ' : '  ' }, ...markedSpans(choice.text, choice.at)]} />
          </RowBox>
        );
      })}
      <Footer text={`${choices.length} of ${prompt.items?.length ?? 0} · enter choose · esc cancel`} />
    </>
  );
}

function Confirm({ prompt, state }: PartProps): ReactElement {
  return (
    <>
      <Box style={{ flexDirection: 'row', justifyContent: 'center', columnGap: 2, height: 1, flexShrink: 0 }}>
        {['Yes', 'No'].map((label, i) => (
          <Box key={label} hit={`prompt:${prompt.id}#${i + 1}`} style={{ flexShrink: 0 }}>
            <SpanText
              spans={i === state.selected ? `▸ ${label} ` : `  ${label} `}
              style={i === state.selected ? { bold: true, inverse: true } : {}}
            />
          </Box>
        ))}
      </Box>
      <Footer text="y yes · n no · enter takes the marked one" />
    </>
  );
}

export function Footer({ text }: { readonly text: string }): ReactElement {
  return (
    <Box style={{ height: 1, marginTop: 1, flexShrink: 1 }}>
      <SpanText spans={text} style={{ dim: true }} />
    </Box>
  );
}
