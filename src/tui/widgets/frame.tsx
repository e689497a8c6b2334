// The outer box of every widget: its place, hit, background, border and title.
//
//   ╭─ title ────╮   The border is a layer of its own below the content, so that the title can lie on it
//   │ content    │   and the content can be clipped inside it.
//   ╰────────────╯
import { type ReactElement, type ReactNode, useContext } from 'react';
import type { Style, TreeNode } from '../../core/tree.ts';
import { boundCells } from './bounds.ts';
import { inkColor, mergeStyles } from './color.ts';
import { InheritedStyle } from './contexts.ts';
import { Opaque } from './fill.tsx';
import { Box, type HostStyle } from './host.ts';
import { sides } from './place.ts';
import { SpanText } from './span-text.tsx';
import { traitsOf } from './traits.ts';
import { useLimits } from './use-layout.ts';
import type { WidgetProps } from './widget.ts';

const borders = new Set([
  'single',
  'round',
  'double',
  'bold',
  'classic',
  'singleDouble',
  'doubleSingle',
  'arrow',
]);

interface FrameProps {
  readonly widget: WidgetProps;
  /** Flow and alignment of the content. */
  readonly content?: HostStyle;
  /** Border where the node does not say. */
  readonly border?: string;
  readonly children?: ReactNode;
}

/** A widget's rectangle. */
export function Frame({ widget, content, border, children }: FrameProps): ReactElement {
  const { node, path, placement } = widget;
  const ref = useLimits(placement.limits);
  const inherited = useContext(InheritedStyle);
  const style = node.style as Style | undefined;
  const borderStyle = borderOf(node.border, border);
  const inner = { ...padding(node.padding, borderStyle ? 1 : 0), ...gap(node.gap), ...content };
  const outer: HostStyle = { ...placement.style, ...background(style) };
  const body = style ? (
    <InheritedStyle.Provider value={mergeStyles(inherited, style)}>{children}</InheritedStyle.Provider>
  ) : (
    children
  );
  if (!borderStyle && !style?.inverse) {
    return (
      <Box ref={ref} hit={path} style={{ ...inner, ...outer }}>
        {body}
      </Box>
    );
  }
  return (
    <Box ref={ref} hit={path} style={outer}>
      {style?.inverse ? <Opaque style={style} lines={traitsOf(node.type).rigid ? 1 : undefined} /> : null}
      {borderStyle ? <Border style={borderStyle} look={node.border_style as Style | undefined} /> : null}
      {borderStyle ? (
        <Title title={node.title} align={node.title_align} look={node.title_style as Style | undefined} />
      ) : null}
      <Box style={{ ...inner, flexGrow: 1 }}>{body}</Box>
    </Box>
  );
}

/** Ink's border style for a `border` prop, or null for none. */
export function borderOf(value: unknown, otherwise: string | undefined): string | null {
  if (value === false || value === 'none') return null;
  if (value === true) return otherwise ?? 'round';
  if (value === 'rounded') return 'round';
  if (typeof value === 'string' && borders.has(value)) return value;
  return otherwise ?? null;
}

/** A border around its parent, under its siblings. */
export function Border({
  style,
  look,
}: {
  readonly style: string;
  readonly look?: Style | undefined;
}): ReactElement {
  const color = inkColor(look?.fg);
  const lines: HostStyle = {
    position: 'absolute',
    width: '100%',
    height: '100%',
    borderStyle: style as NonNullable<HostStyle['borderStyle']>,
    borderDimColor: look?.dim === true,
  };
  return <Box style={color ? { ...lines, borderColor: color } : lines} />;
}

interface TitleProps {
  readonly title: unknown;
  readonly align?: unknown;
  readonly look?: Style | undefined;
}

/** A title on the top border. */
export function Title({ title, align, look }: TitleProps): ReactElement | null {
  if (title === undefined || title === null || title === '') return null;
  const justifyContent = align === 'center' ? 'center' : align === 'right' ? 'flex-end' : 'flex-start';
  const spans = typeof title === 'string' ? [{ text: title }] : (title as { text: string }[]);
  return (
    <Box
      style={{
        position: 'absolute',
        width: '100%',
        height: 1,
        flexDirection: 'row',
        paddingX: 2,
        justifyContent,
      }}
    >
      <SpanText spans={[{ text: ' ' }, ...spans, { text: ' ' }]} style={look} />
    </Box>
  );
}

function background(style: Style | undefined): HostStyle {
  const color = inkColor(style?.bg);
  return color ? { backgroundColor: color } : {};
}

function padding(value: unknown, extra: number): HostStyle {
  const [top, right, bottom, left] = sides(value).map((side) => Math.max(0, side) + extra) as [
    number,
    number,
    number,
    number,
  ];
  if (!(top || right || bottom || left)) return {};
  return { paddingTop: top, paddingRight: right, paddingBottom: bottom, paddingLeft: left };
}

function gap(value: unknown): HostStyle {
  return typeof value === 'number' && value > 0 ? { gap: boundCells(Math.floor(value)) } : {};
}

const aligns = {
  start: 'flex-start',
  center: 'center',
  end: 'flex-end',
  stretch: 'stretch',
  left: 'flex-start',
  right: 'flex-end',
  top: 'flex-start',
  bottom: 'flex-end',
} as const;
const justifies = {
  start: 'flex-start',
  center: 'center',
  end: 'flex-end',
  between: 'space-between',
  around: 'space-around',
  evenly: 'space-evenly',
  left: 'flex-start',
  right: 'flex-end',
} as const;

/** Alignment across the flow and spread along it, from the `align` and `justify` props. */
export function alignment(node: TreeNode): HostStyle {
  const style: HostStyle = {};
  const justify = typeof node.justify === 'string' ? node.justify.replace(/^(space|flex)-/, '') : '';
  if (typeof node.align === 'string' && Object.hasOwn(aligns, node.align))
    style.alignItems = aligns[node.align as keyof typeof aligns];
  if (Object.hasOwn(justifies, justify)) style.justifyContent = justifies[justify as keyof typeof justifies];
  return style;
}
