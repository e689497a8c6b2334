// The whole screen: the layout that Lua returned, and everything that no layout can lose on top of it.
//
//   tree or bare pane < toasts < which-key < help, details < prompt < connection notice < banners
import { type ReactElement, useMemo } from 'react';
import type { Overlays } from '../../core/overlay.ts';
import type { TreeNode } from '../../core/tree.ts';
import { type Inputs, InputsContext, ScreenSize } from '../widgets/contexts.ts';
import { Box } from '../widgets/host.ts';
import { TreeView } from '../widgets/tree-view.tsx';
import { Banners, bannerCount } from './banners.tsx';
import { Bare } from './bare.tsx';
import { type Details, DetailsPage } from './details.tsx';
import { type Help, HelpPage } from './help.tsx';
import { ConnectionNotice, isTooSmall, TooSmall } from './notice.tsx';
import { PromptBox } from './prompt-box.tsx';
import { initialPromptState, type PromptState } from './prompt-state.ts';
import { Toasts } from './toasts.tsx';
import { type WhichKey, WhichKeyPanel } from './which-key-panel.tsx';

export interface ScreenProps {
  readonly columns: number;
  readonly rows: number;
  /** Null before the first tree: the bare pane of `focus` is shown. */
  readonly tree: TreeNode | null;
  readonly focus: string | null;
  readonly overlays: Overlays;
  /** Absent: the prompt as it starts. */
  readonly promptState?: PromptState | null;
  readonly inputs?: Inputs;
  readonly whichKey?: WhichKey | null;
  readonly help?: Help | null;
  readonly details?: Details | null;
  /** State of the connections, where it is not good. */
  readonly notice?: string | null;
  /** What keys do with a banner: `ctrl+b e details`. */
  readonly bannerKeys?: string;
}

const noInputs: Inputs = { editors: {}, focused: null };

export function Screen(props: ScreenProps): ReactElement {
  const { columns, rows, overlays, inputs = noInputs } = props;
  const size = useMemo(() => ({ columns, rows }), [columns, rows]);
  const banners = bannerCount(overlays.banners, rows);
  return (
    <ScreenSize.Provider value={size}>
      <InputsContext.Provider value={inputs}>
        <Box style={{ width: columns, height: rows, flexShrink: 0 }}>
          <Base {...props} />
          <Toasts toasts={overlays.toasts} columns={columns} below={banners} />
          <Dialogs {...props} />
          {props.notice ? <ConnectionNotice text={props.notice} /> : null}
          <Banners
            banners={overlays.banners}
            rows={rows}
            {...(props.bannerKeys ? { keys: props.bannerKeys } : {})}
          />
        </Box>
      </InputsContext.Provider>
    </ScreenSize.Provider>
  );
}

function Base({ columns, rows, tree, focus }: ScreenProps): ReactElement {
  if (isTooSmall(columns, rows)) return <TooSmall columns={columns} rows={rows} />;
  return tree ? <TreeView tree={tree} /> : <Bare agent={focus} />;
}

function Dialogs({
  columns,
  rows,
  overlays,
  promptState,
  whichKey,
  help,
  details,
}: ScreenProps): ReactElement {
  const screen = { columns, rows };
  const { prompt } = overlays;
  return (
    <>
      {whichKey ? <WhichKeyPanel {...whichKey} {...screen} /> : null}
      {help ? <HelpPage {...help} {...screen} /> : null}
      {details ? <DetailsPage {...details} {...screen} /> : null}
      {prompt ? (
        <PromptBox prompt={prompt} state={promptState ?? initialPromptState(prompt)} {...screen} />
      ) : null}
    </>
  );
}
