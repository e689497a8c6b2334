// What is drawn above whatever Lua's layout returns, so that no layout can lose it.
import type { Completion } from './completion.ts';
import type { FormField } from './form.ts';
import type { LuaError } from './lua-error.ts';

/** Stays until its cause is gone or the user dismisses it. */
export interface Banner {
  readonly id: string;
  readonly level: 'info' | 'warn' | 'error';
  /** One line. */
  readonly text: string;
  readonly hint?: string;
  readonly error?: LuaError;
}

/** Goes away by itself, `timeout` seconds after it is shown. */
export interface Toast {
  readonly id: string;
  readonly level: 'info' | 'warn' | 'error';
  readonly title?: string;
  readonly text: string;
  readonly timeout: number;
}

/** A question held by the hub; the answer goes to whoever asked. */
export interface Prompt {
  readonly id: string;
  readonly kind: 'input' | 'select' | 'confirm' | 'form';
  readonly title: string;
  readonly value?: string;
  readonly placeholder?: string;
  /** For `input`: earlier answers, newest first. For `select`: the choices. */
  readonly items?: readonly string[];
  /** For `select`: what stands at the right of each choice, its keys. */
  readonly keys?: readonly string[];
  /** For `select`: the cell it is opened at, as a menu. */
  readonly at?: { readonly x: number; readonly y: number };
  /** For `confirm`: the choice that Enter takes. */
  readonly default?: boolean;
  /** For `form`: what is to be filled in, in order. */
  readonly fields?: readonly FormField[];
  /** For `form`: the word on its button. */
  readonly submit?: string;
  /** For `form`: whoever asked wants to hear of each field that was changed. */
  readonly asks?: boolean;
  /** For `input`: Tab asks what the text can become. */
  readonly completes?: boolean;
  /** For `input`: what it can become, since Tab asked. */
  readonly completion?: Completion;
  /** For `form`, and `input` that completes: raised each time it is shown again with other fields or errors. */
  readonly revision?: number;
}

export interface Overlays {
  readonly banners: readonly Banner[];
  readonly toasts: readonly Toast[];
  readonly prompt: Prompt | null;
}
