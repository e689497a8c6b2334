// What is shown above every layout: banners until their cause is gone, toasts for a while, prompts one
// after another. Banners and toasts are everybody's; a prompt belongs to the view it was asked in.
import type { CompletionAsk } from '../core/completion.ts';
import type { FormAnswer } from '../core/form.ts';
import type { LuaError } from '../core/lua-error.ts';
import { errorHeadline } from '../core/lua-error.ts';
import type { Banner, Overlays, Prompt, Toast } from '../core/overlay.ts';

export type Answer = string | number | boolean | FormAnswer | CompletionAsk | null;

export interface Question {
  readonly prompt: Prompt;
  /** Null: any view may answer. */
  readonly view: string | null;
  /** It still means something after other Lua files went live. */
  readonly outlivesSwap: boolean;
  answer(value: Answer): void | Promise<void>;
}

export interface OverlayStore {
  of(view: string): Overlays;
  /** Puts a banner up, in place of the one with its id. */
  banner(banner: Banner): void;
  clear(id: string): void;
  /** The Lua errors there are now: one banner each. A dismissed one stays away until it changes. */
  luaErrors(errors: readonly LuaError[]): void;
  /** Shows a message; one with the same id goes. */
  toast(toast: Toast): void;
  ask(question: Question): void;
  /**
   * Takes the answer; false where no such prompt is open. Settles when whoever asked has dealt with it. A form is
   * there until then: it is asked again under its id where something of it is not accepted.
   */
  answer(prompt: string, value: Answer): Promise<boolean>;
  /** Takes a banner or toast away; without an id the newest banner. */
  dismiss(id?: string): void;
  /** Other Lua files are live: nobody waits for most answers any more. */
  swapped(): void;
  close(): void;
}

const MAX_TOASTS = 20;
const MAX_QUESTIONS = 50;
/** Earlier answers that are offered again, for each question. */
const MAX_HISTORY = 50;
const MAX_TOAST_SECONDS = 3600;

/** `onChange` is called after every change that can be seen. */
export function createOverlays(onChange: () => void): OverlayStore {
  const banners = new Map<string, Banner>();
  const toasts = new Map<string, { toast: Toast; timer: NodeJS.Timeout }>();
  const dismissed = new Set<string>();
  const history = new Map<string, string[]>();
  /** Forms whose answer is being dealt with. */
  const pending = new Map<string, Promise<unknown>>();
  let questions: Question[] = [];

  const dropToast = (id: string): boolean => {
    clearTimeout(toasts.get(id)?.timer);
    return toasts.delete(id);
  };
  const drop = (question: Question): void => {
    questions = questions.filter((other) => other !== question);
    onChange();
  };
  const isFor = (view: string) => (question: Question) => question.view === null || question.view === view;

  return {
    of: (view) => ({
      banners: [...banners.values()],
      toasts: [...toasts.values()].map(({ toast }) => toast),
      prompt: withHistory(questions.find(isFor(view))?.prompt ?? null, history),
    }),
    banner(banner) {
      banners.set(banner.id, banner);
      onChange();
    },
    clear(id) {
      if (banners.delete(id)) onChange();
    },
    luaErrors(errors) {
      const wanted = new Map(errors.map((error) => [luaBannerId(error), error]));
      for (const id of [...dismissed]) if (!wanted.has(id)) dismissed.delete(id);
      for (const id of [...banners.keys()]) if (id.startsWith(LUA) && !wanted.has(id)) banners.delete(id);
      for (const [id, error] of wanted) if (!dismissed.has(id)) banners.set(id, luaBanner(id, error));
      onChange();
    },
    toast(toast) {
      dropToast(toast.id);
      const seconds = Math.min(MAX_TOAST_SECONDS, Math.max(0, toast.timeout));
      const timer = setTimeout(() => dropToast(toast.id) && onChange(), seconds * 1000);
      timer.unref();
      toasts.set(toast.id, { toast, timer });
      for (const id of toasts.keys()) {
        if (toasts.size <= MAX_TOASTS) break;
        dropToast(id);
      }
      onChange();
    },
    ask(question) {
      const place = questions.findIndex(({ prompt }) => prompt.id === question.prompt.id);
      questions = place < 0 ? [...questions, question] : questions.with(place, question);
      // Whoever asks in a loop gets its oldest questions back as left.
      while (questions.length > MAX_QUESTIONS) void questions.shift()!.answer(null);
      onChange();
    },
    async answer(id, value) {
      // What was pressed meanwhile is for the form as it is then.
      while (pending.has(id)) await pending.get(id);
      const question = questions.find(({ prompt }) => prompt.id === id);
      if (!question) return false;
      // It stays until whoever asked has dealt with it, and asks again where it is not over.
      if (typeof value === 'object' && value !== null) {
        const dealt = Promise.resolve(question.answer(value)).finally(() => {
          pending.delete(id);
          drop(question);
        });
        pending.set(
          id,
          dealt.catch(() => {}),
        );
        await dealt;
        return true;
      }
      drop(question);
      if (question.prompt.kind === 'input' && typeof value === 'string') {
        remember(history, question.prompt.title, value);
      }
      await question.answer(value);
      return true;
    },
    dismiss(wanted) {
      const id = wanted ?? [...banners.keys()].at(-1);
      if (id === undefined) return;
      if (banners.delete(id) && id.startsWith(LUA)) dismissed.add(id);
      dropToast(id);
      onChange();
    },
    swapped() {
      const kept = questions.filter(({ outlivesSwap }) => outlivesSwap).map(withoutAsker);
      if (kept.length === questions.length && kept.every((one, at) => one === questions[at])) return;
      questions = kept;
      onChange();
    },
    close() {
      for (const id of [...toasts.keys()]) dropToast(id);
    },
  };
}

/** Nobody is left who could be told of changed fields, or asked what a text can become. */
function withoutAsker(question: Question): Question {
  const { prompt } = question;
  const isHeard = prompt.asks || prompt.completes || prompt.fields?.some(({ completes }) => completes);
  if (!isHeard) return question;
  const { completes: _, ...rest } = prompt;
  const fields = prompt.fields?.map(({ completes: __, ...field }) => field);
  return { ...question, prompt: { ...rest, asks: false, ...(fields && { fields }) } };
}

const LUA = 'lua:';

/** The same for the same fault, however often it is seen. */
function luaBannerId({ unit, line, phase, message }: LuaError): string {
  return `${LUA}${unit}:${line}:${phase}:${message}`;
}

function luaBanner(id: string, error: LuaError): Banner {
  const hint = error.hint ?? keptHint(error);
  return { id, level: 'error', text: errorHeadline(error), ...(hint ? { hint } : {}), error };
}

function keptHint({ action, generation }: LuaError): string | undefined {
  switch (action) {
    case 'kept_last_good':
      return generation
        ? `not applied: generation ${generation.live} stays live; fix and save to try again`
        : 'not applied: fix and save to try again';
    case 'disabled':
      return 'disabled after repeated errors; save the file to enable it again';
    case 'quarantined':
      return 'set aside until its text changes';
    default:
      return undefined;
  }
}

function remember(history: Map<string, string[]>, title: string, value: string): void {
  if (value === '') return;
  const earlier = history.get(title) ?? [];
  history.set(title, [value, ...earlier.filter((other) => other !== value)].slice(0, MAX_HISTORY));
}

/** An input that brings no history of its own is offered what was answered to it before. */
function withHistory(prompt: Prompt | null, history: ReadonlyMap<string, string[]>): Prompt | null {
  if (prompt?.kind !== 'input' || prompt.items) return prompt;
  const items = history.get(prompt.title);
  return items ? { ...prompt, items } : prompt;
}
