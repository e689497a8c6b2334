// `ui`: what the screen is made of. The widgets are in ui-widgets.ts; these are the functions beside them.
import { type ApiModule, fn } from './model.ts';

export const ui: ApiModule = {
  name: 'ui',
  doc: 'Widgets, prompts and measuring. Every widget returns a node; `App:render()` returns one.',
  fields: [],
  functions: [
    fn(
      'component(name: string, render: fun(props: table): Child): fun(props?: table): Node',
      'Defines `ui[name]`. One that throws shows an error card in its own rectangle; the rest stays.',
    ),
    fn(
      'slot(name: string, opts?: SlotOptions|function, render?: fun(): any): table',
      'With a function: adds a segment to a place the default screen has (`"status.left"`, `"status.right"`, `"sidebar"`). Without: what its segments returned, in order.',
    ),
    fn(
      'overlay(name: string, render: fun(self: App): Child?)',
      'Draws above every layout, whatever becomes of `App:render`; nil for nothing. Of one name the highest layer has its way.',
    ),
    fn(
      'input(opts: InputOptions|string, on_confirm?: fun(value: string?)): string?',
      'Asks for a line of text. Without a function it waits for the answer; nil when it was left.',
    ),
    fn(
      'select(items: any[], opts?: SelectOptions, on_choice?: fun(item: any, index: integer?)): any',
      'Asks for one of the items.',
    ),
    fn(
      'menu(items: any[], opts?: MenuOptions, on_choice?: fun(item: any, index: integer?)): any',
      'Asks for one of the items in a menu: a text, or `{ label, key = , action = , args = }`. The action of the chosen one is run, and the item returned.',
    ),
    fn('confirm(opts: ConfirmOptions|string, on_choice?: fun(yes: boolean)): boolean', 'Asks yes or no.'),
    fn(
      'form(opts: FormOptions, on_submit?: fun(values: table?)): table?',
      'Asks for several things at once, each a field. Returns what was filled in, by the names of the fields (a `select` gives its option, a field that is not shown nothing); nil when it was left. Without a function it waits.',
    ),
    fn(
      'page(name: string, render?: string|fun(self: App, argument?: string): Page): Page?',
      'With a function: defines what the pager shows under this name; it is called with every picture of it and must not wait. Of one name the highest layer has its way. With a text or nothing: what it shows for that argument; nil where there is no such page.',
    ),
    fn(
      'pager(name: string, argument?: string)',
      'Opens the pager, which shows a page above the layout: it scrolls, finds words (`/`, `n`, `N`), and follows links (tab, enter, backspace).',
    ),
    fn(
      'redraw(after?: number)',
      'Draws again soon, or in so many seconds, though nothing else has changed. Asked for with every picture of it, something that moves by itself is drawn for as long as it is seen.',
    ),
    fn('width(text: string): integer', 'Columns that the text covers.'),
    fn(
      'truncate(text: string, columns: integer, ellipsis?: string): string',
      'The text cut to so many columns, with `…` where it was cut.',
    ),
    fn('size(): integer, integer', 'Columns and rows of the view.'),
    fn(
      'key_of(action: string, mode?: string): string?',
      'The key that runs an action, as the help writes it.',
    ),
  ],
};
