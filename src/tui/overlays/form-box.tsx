// A form in the middle of the screen: a row for each field, under it what is wrong, and the button.
import type { ReactElement } from 'react';
import type { FormField } from '../../core/form.ts';
import type { Prompt } from '../../core/overlay.ts';
import type { Style, TextSpan } from '../../core/tree.ts';
import type { Completing } from '../input/completing.ts';
import { Dialog } from '../widgets/dialog.tsx';
import { cursorSpans, EditedText } from '../widgets/edited-text.tsx';
import { Box, placeKey } from '../widgets/host.ts';
import { RowBox } from '../widgets/rows.tsx';
import { SpanText } from '../widgets/span-text.tsx';
import { keepInView } from '../widgets/window.ts';
import { choicesOf, type FormState, formRow, formSize, SUBMIT, shownFields, TYPED } from './form-state.ts';
import { markedSpans } from './marked.ts';
import { Footer } from './prompt-box.tsx';
import { placeOf, rowsOfText } from './text-rows.ts';

interface FormBoxProps {
  readonly prompt: Prompt;
  readonly form: FormState;
  readonly columns: number;
  readonly rows: number;
}

/** One row: `hit` is its number, as clicks name it. */
interface FormRow {
  readonly hit?: number;
  readonly label?: string;
  readonly value: ReactElement;
  readonly isFocused?: boolean;
  readonly style?: Style;
}

const MOST_CHOICES = 8;
const MOST_TEXT_ROWS = 8;
const LEAST_TEXT_ROWS = 3;
const dim: Style = { dim: true };
const wrong: Style = { fg: 'red' };

export function FormBox({ prompt, form, columns, rows }: FormBoxProps): ReactElement {
  const { width, label, value } = formSize(prompt, columns);
  const fields = shownFields(prompt);
  const all = fields.flatMap((field) => {
    const number = prompt.fields!.indexOf(field);
    return fieldRows(field, number, form, field.name === form.focus, value);
  });
  const lines: FormRow[] = [...all, { value: <SpanText spans="" /> }, buttonRow(prompt, form)];
  const height = Math.max(1, Math.min(lines.length, rows - 4));
  // The whole of the field in focus, as far as it fits, its first row at least.
  const first = lines.findIndex(({ isFocused }) => isFocused);
  const last = lines.findLastIndex(({ isFocused }) => isFocused);
  const top = keepInView(keepInView(0, last, height, lines.length), first, height, lines.length);
  return (
    <Dialog hit={`prompt:${prompt.id}`} title={prompt.title} width={width} borderStyle={{ fg: 'cyan' }}>
      {lines.slice(top, top + height).map((line, i) => (
        <Line key={placeKey(i)} line={line} id={prompt.id} label={label} />
      ))}
      <Footer text={hintOf(fields, form, prompt.submit ?? 'OK')} />
    </Dialog>
  );
}

function Line({
  line,
  id,
  label,
}: {
  readonly line: FormRow;
  readonly id: string;
  readonly label: number;
}): ReactElement {
  const { hit, isFocused = false, label: text = '', value } = line;
  return (
    <RowBox {...(hit === undefined ? {} : { hit: `prompt:${id}#${hit}` })} style={line.style}>
      <Box style={{ width: label + 2, flexShrink: 0 }}>
        <SpanText
          spans={`${isFocused && text !== '' ? '›' : ' '} ${text}`}
          style={isFocused ? { bold: true, fg: 'cyan' } : {}}
        />
      </Box>
      <Box style={{ flexGrow: 1, flexShrink: 1 }}>{value}</Box>
    </RowBox>
  );
}

function fieldRows(
  field: FormField,
  number: number,
  form: FormState,
  isFocused: boolean,
  width: number,
): FormRow[] {
  const hit = formRow(number);
  const values = filledIn(field, form, isFocused, width);
  const rows: FormRow[] = values.map((value, i) => ({
    hit,
    value,
    isFocused,
    ...(i === 0 ? { label: field.label } : {}),
  }));
  if (isFocused && form.completing) rows.push(...wordRows(form.completing));
  else if (field.type === 'select' && isFocused && form.choice !== null)
    rows.push(...choiceRows(field, number, form));
  if (field.error)
    rows.push({ hit, value: <SpanText spans={`✗ ${field.error}`} style={wrong} />, isFocused });
  else if (field.help && isFocused)
    rows.push({ hit, value: <SpanText spans={field.help} style={dim} />, isFocused });
  return rows;
}

/** What a field is filled with, a row each. */
function filledIn(field: FormField, form: FormState, isFocused: boolean, width: number): ReactElement[] {
  const { name, type, placeholder } = field;
  const line = form.lines[name]!;
  switch (type) {
    case 'toggle': {
      const isOn = form.picked[name] === true;
      const look = isFocused ? { inverse: true } : {};
      return [
        <SpanText
          key={name}
          spans={[{ text: isOn ? '[x]' : '[ ]', style: look }, { text: isOn ? ' yes' : ' no' }]}
        />,
      ];
    }
    case 'select': {
      if (isFocused && form.choice !== null)
        return [<EditedText key={name} editor={line} hasCursor placeholder="type to find one" />];
      const picked = String(form.picked[name] ?? '');
      const look = isFocused ? { inverse: true } : {};
      const spans: TextSpan[] = [
        { text: picked === '' ? (placeholder ?? ' ') : picked, style: look },
        { text: ' ▾', style: dim },
      ];
      return [<SpanText key={name} spans={spans} />];
    }
    case 'multiline':
      return textRows(field, form, isFocused, width);
    default:
      return [<EditedText key={name} editor={line} hasCursor={isFocused} placeholder={placeholder} />];
  }
}

function textRows(field: FormField, form: FormState, isFocused: boolean, width: number): ReactElement[] {
  const { name, placeholder } = field;
  const { value, cursor } = form.lines[name]!;
  const blank = (i: number): ReactElement => <SpanText key={placeKey(i)} spans=" " />;
  if (value === '') {
    const first = (
      <EditedText key={name} editor={{ value, cursor }} hasCursor={isFocused} placeholder={placeholder} />
    );
    return [first, ...Array.from({ length: LEAST_TEXT_ROWS - 1 }, (_, i) => blank(i))];
  }
  const rows = rowsOfText(value, width);
  const { row } = placeOf(value, rows, cursor);
  const height = Math.max(LEAST_TEXT_ROWS, Math.min(MOST_TEXT_ROWS, rows.length));
  const top = keepInView(0, row, height, rows.length);
  return Array.from({ length: height }, (_, i) => {
    const at = rows[top + i];
    if (!at) return blank(i);
    const editor = { value: value.slice(at.start, at.end), cursor: cursor - at.start };
    return <SpanText key={placeKey(i)} spans={cursorSpans(editor, isFocused && top + i === row)} />;
  });
}

/** What the text can become, since Tab asked. */
function wordRows({ completion, at }: Completing): FormRow[] {
  const { items } = completion;
  const top = keepInView(0, at < 0 ? null : at, MOST_CHOICES, items.length);
  const words = items.slice(top, top + MOST_CHOICES).map(
    (word, i): FormRow => ({
      value: <SpanText spans={`  ${word}`} />,
      isFocused: true,
      ...(top + i === at ? { style: { inverse: true } } : {}),
    }),
  );
  const below = items.length - top - words.length;
  return below > 0 ? [...words, { value: <SpanText spans={`  ${below} more`} style={dim} /> }] : words;
}

function choiceRows(field: FormField, number: number, form: FormState): FormRow[] {
  const choices = choicesOf(field, form);
  if (choices.length === 0)
    return [{ value: <SpanText spans="nothing fits" style={dim} />, isFocused: true }];
  const selected = form.choice ?? 0;
  const top = keepInView(0, selected, MOST_CHOICES, choices.length);
  return choices.slice(top, top + MOST_CHOICES).map(({ item, at }, i) => {
    const isMarked = top + i === selected;
    const spans: TextSpan[] = [{ text: isMarked ? '› ' : '  ' }, ...markedSpans(item, at)];
    return {
      hit: formRow(number, field.items?.includes(item) ? field.items.indexOf(item) + 1 : TYPED),
      value: <SpanText spans={spans} />,
      isFocused: true,
      ...(isMarked ? { style: { inverse: true } } : {}),
    };
  });
}

function buttonRow(prompt: Prompt, form: FormState): FormRow {
  const isFocused = form.focus === SUBMIT;
  const label = form.sent === null ? ` ${prompt.submit ?? 'OK'} ` : ' … ';
  const spans: TextSpan[] = [
    { text: isFocused ? '▸' : ' ' },
    { text: label, style: { bold: true, inverse: isFocused } },
  ];
  return { hit: formRow(prompt.fields!.length), value: <SpanText spans={spans} />, isFocused };
}

function hintOf(fields: readonly FormField[], form: FormState, submit: string): string {
  if (form.completing) return 'tab next word · ↓ next field · esc cancel';
  const field = fields.find(({ name }) => name === form.focus);
  const tab = field?.completes ? 'tab complete a path · ' : '';
  if (form.choice !== null) return `${tab}enter choose · ↑↓ · esc close the list`;
  const type = field?.type;
  const own =
    { select: ' · space list', toggle: ' · space change', multiline: ' · alt+enter new line' }[
      String(type)
    ] ?? '';
  return `tab next${own} · enter ${submit.toLowerCase()} · esc cancel`;
}
