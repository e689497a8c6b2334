// Every widget by the name it has in the tree: the component that draws it and the shape of its props.
import type { ComponentType } from 'react';
import { Badge } from './badge.tsx';
import { Button } from './button.tsx';
import {
  isFlag,
  isListRow,
  isNumber,
  isSpans,
  isStyle,
  isText,
  listOf,
  oneOf,
  type Schema,
} from './check.ts';
import { Column } from './column.tsx';
import { Divider } from './divider.tsx';
import { Header } from './header.tsx';
import { Keyhints } from './keyhints.tsx';
import { List } from './list.tsx';
import { Modal } from './modal.tsx';
import { Panel } from './panel.tsx';
import { Progress } from './progress.tsx';
import { Row } from './row.tsx';
import { Scroll } from './scroll.tsx';
import { isSizeSpec } from './size.ts';
import { Spacer } from './spacer.tsx';
import { Spinner } from './spinner.tsx';
import { Split } from './split.tsx';
import { Stack } from './stack.tsx';
import { StatusBar } from './status-bar.tsx';
import { Table } from './table.tsx';
import { Tabs } from './tabs.tsx';
import { Terminal } from './terminal.tsx';
import { TextWidget } from './text.tsx';
import { TextInput } from './text-input.tsx';
import type { WidgetProps } from './widget.ts';

export interface WidgetEntry {
  readonly component: ComponentType<WidgetProps>;
  readonly props: Schema;
}

const isSize = (value: unknown): string | null =>
  isSizeSpec(value) ? null : 'a size (20, "30%", "1fr", "min:10", "max:80" or "auto")';

/** Props that every widget has. */
export const commonProps: Schema = {
  width: isSize,
  height: isSize,
  grow: isNumber,
  gap: isNumber,
  style: isStyle,
  border_style: isStyle,
  visible: isFlag,
};

const hint = (value: unknown): string | null =>
  typeof value === 'object' && value !== null ? null : 'a hint';

export const registry: Readonly<Record<string, WidgetEntry>> = {
  column: { component: Column, props: {} },
  row: { component: Row, props: {} },
  stack: { component: Stack, props: {} },
  panel: { component: Panel, props: { title: isSpans, title_align: isText } },
  text: { component: TextWidget, props: { spans: isSpans, max_lines: isNumber } },
  list: {
    component: List,
    props: {
      rows: listOf(isListRow, 'a list of rows'),
      selected: isNumber,
      selected_style: isStyle,
      filterable: isFlag,
    },
  },
  table: {
    component: Table,
    props: {
      columns: listOf((value) => isStyle(value), 'a list of columns'),
      rows: listOf(listOf(isSpans, 'a list of cells'), 'a list of rows'),
      selected: isNumber,
      selected_style: isStyle,
      filterable: isFlag,
    },
  },
  terminal: {
    component: Terminal,
    props: {
      agent: isText,
      placeholder: isText,
      cursor: isFlag,
      keys: isFlag,
      selection: isStyle,
      match: isStyle,
      current_match: isStyle,
    },
  },
  text_input: { component: TextInput, props: { value: isText, draft: isText, placeholder: isText } },
  button: { component: Button, props: { label: isSpans } },
  modal: { component: Modal, props: { title: isSpans } },
  tabs: { component: Tabs, props: { labels: listOf(isSpans, 'a list of labels'), selected: isNumber } },
  split: {
    component: Split,
    props: {
      direction: oneOf('row', 'column', 'right', 'down', 'horizontal', 'vertical'),
      ratio: isNumber,
      divider: isFlag,
    },
  },
  spinner: { component: Spinner, props: {} },
  progress: { component: Progress, props: { value: isNumber, max: isNumber } },
  badge: { component: Badge, props: { text: isSpans } },
  divider: { component: Divider, props: { direction: oneOf('horizontal', 'vertical'), title: isSpans } },
  spacer: { component: Spacer, props: {} },
  scroll: { component: Scroll, props: { offset: isNumber } },
  status_bar: { component: StatusBar, props: { left: isSpans, center: isSpans, right: isSpans } },
  header: { component: Header, props: { title: isSpans, subtitle: isSpans, right: isSpans } },
  keyhints: { component: Keyhints, props: { hints: listOf(hint, 'a list of hints') } },
};
