// Random trees of Ink's own components, the same for the same seed.
import { Box, Newline, Spacer, Text, type TextProps, Transform } from 'ink';
import type { ReactElement, ReactNode } from 'react';

export type Random = (limit: number) => number;

/** Whole numbers from 0 up to, not including, `limit`. */
export function randomFrom(seed: number): Random {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) % limit;
  };
}

const plainWords = ['alpha', 'be', '', 'x', 'several words in a row', 'two\nlines', 'ünïcödé', '─│●…'];
const wideWords = [
  '中文字',
  '👍 ok',
  'ab中',
  '👨‍👩‍👧 fam',
  'e\u0301te\u0301',
  '한글 text that has to be wrapped',
  '❤️',
];
const colors = ['red', 'greenBright', 'gray', '#12ab9f', '#f0a', 'ansi256(99)', 'rgb(1, 22, 333)'] as const;
const borders = [
  'single',
  'double',
  'round',
  'bold',
  'singleDouble',
  'doubleSingle',
  'classic',
  'arrow',
  {
    topLeft: 'a',
    top: 'b',
    topRight: 'c',
    right: 'd',
    bottomRight: 'e',
    bottom: 'f',
    bottomLeft: 'g',
    left: 'h',
  },
] as const;
const wraps = ['wrap', 'truncate', 'truncate-start', 'truncate-middle', 'truncate-end'] as const;

export interface TreeOptions {
  readonly random: Random;
  /** Characters of two columns, clusters and emoji too. */
  readonly wide: boolean;
}

/** `chance` in `of`: the value, else nothing. */
function maybe<T extends object>(random: Random, of: number, props: T): T | object {
  return random(of) === 0 ? props : {};
}

/**
 * Looks of a text. Never bold with dim: both end with the same code, and Ink's tokenizer loses one of them.
 */
function looks(random: Random): TextProps {
  const color = (): string => colors[random(colors.length)]!;
  return {
    ...maybe(random, 2, { color: color() }),
    ...maybe(random, 5, { backgroundColor: color() }),
    ...(random(2) ? maybe(random, 3, { bold: true }) : maybe(random, 3, { dimColor: true })),
    ...maybe(random, 5, { italic: true }),
    ...maybe(random, 5, { underline: true }),
    ...maybe(random, 5, { inverse: true }),
    ...maybe(random, 6, { strikethrough: true }),
  };
}

function words({ random, wide }: TreeOptions): string {
  const list = wide ? [...plainWords, ...wideWords] : plainWords;
  return Array.from({ length: 1 + random(3) }, () => list[random(list.length)]).join(' ');
}

function text(options: TreeOptions, key: number): ReactElement {
  const { random } = options;
  const own = looks(random);
  // Within a bold text nothing dim, nor the other way round.
  const { bold: _bold, dimColor: _dim, ...inner } = looks(random);
  return (
    <Text key={key} wrap={wraps[random(wraps.length)]!} {...own}>
      {words(options)}
      {random(2) ? <Text {...inner}>{words(options)}</Text> : null}
      {random(8) === 0 ? <Newline /> : null}
      {random(4) === 0 ? words(options) : null}
    </Text>
  );
}

function boxProps(random: Random): object {
  const pick = <T,>(list: readonly T[]): T => list[random(list.length)]!;
  const sides = ['Top', 'Right', 'Bottom', 'Left'] as const;
  const side = pick(sides);
  return {
    flexDirection: pick(['row', 'column', 'column', 'row-reverse', 'column-reverse']),
    ...maybe(random, 2, { borderStyle: pick(borders) }),
    ...maybe(random, 3, { borderColor: pick(colors) }),
    ...maybe(random, 5, { borderDimColor: true }),
    ...maybe(random, 4, { [`border${side}`]: false }),
    ...maybe(random, 5, { [`border${pick(sides)}Color`]: pick(colors) }),
    ...maybe(random, 8, { [`border${pick(sides)}DimColor`]: true }),
    ...maybe(random, 4, { backgroundColor: pick(colors) }),
    ...maybe(random, 3, { padding: 1 }),
    ...maybe(random, 6, { paddingLeft: random(3), paddingTop: random(2) }),
    ...maybe(random, 5, { margin: random(2), marginRight: random(3) }),
    ...maybe(random, 3, { gap: 1 }),
    ...maybe(random, 8, { columnGap: 2, rowGap: 1 }),
    ...maybe(random, 3, { overflow: 'hidden' as const }),
    ...maybe(random, 8, { overflowX: 'hidden' as const }),
    ...maybe(random, 8, { overflowY: 'hidden' as const }),
    ...maybe(random, 3, { width: pick([4, 9, 20, '50%', '100%']) }),
    ...maybe(random, 4, { height: pick([3, 5, '50%']) }),
    ...maybe(random, 6, { minWidth: 6, minHeight: 3 }),
    ...maybe(random, 6, { justifyContent: pick(['center', 'flex-end', 'space-between', 'space-around']) }),
    ...maybe(random, 6, { alignItems: pick(['center', 'flex-end', 'flex-start']) }),
    ...maybe(random, 10, { flexWrap: 'wrap' as const }),
    ...maybe(random, 12, { display: 'none' as const }),
    flexGrow: random(2),
    flexShrink: random(4) === 0 ? 0 : 1,
  };
}

/** A tree of boxes, texts, transforms and spacers, at most `depth` boxes deep. */
export function randomTree(options: TreeOptions, depth: number, key = 0): ReactElement {
  const { random } = options;
  if (depth === 0 || random(3) === 0) {
    return random(8) === 0 ? (
      <Transform key={key} transform={(line, index) => line.replaceAll('e', index % 2 ? 'E' : '3')}>
        {text(options, 0)}
      </Transform>
    ) : (
      text(options, key)
    );
  }
  const children: ReactNode[] = Array.from({ length: 1 + random(3) }, (_, i) =>
    randomTree(options, depth - 1, i),
  );
  if (random(8) === 0) children.push(<Spacer key="spacer" />);
  return (
    <Box key={key} {...boxProps(random)}>
      {children}
    </Box>
  );
}

/** A box above whatever is there, at the place its margins say. */
export function randomModal(options: TreeOptions, columns: number, rows: number): ReactElement {
  const { random } = options;
  return (
    <Box
      position="absolute"
      marginLeft={random(columns - 24)}
      marginTop={random(rows - 6)}
      width={24}
      height={6}
      borderStyle="double"
      backgroundColor={colors[random(colors.length)]!}
      overflow="hidden"
    >
      {text(options, 0)}
    </Box>
  );
}
