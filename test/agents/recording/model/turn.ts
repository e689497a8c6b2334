// What the scripted model answers, whatever the protocol in which it is asked.

/** One part of an answer, in the order they are sent. */
export type Step =
  | { readonly think: string }
  | { readonly say: string }
  | { readonly tool: string; readonly input: Readonly<Record<string, unknown>> }
  /** Nothing more is sent until the scene releases the gate of this name. */
  | { readonly hold: string };

/** A refusal by HTTP status. */
export interface Refusal {
  readonly status: number;
  readonly type: string;
  readonly message: string;
}

/** A whole answer: its parts, made of the request's text where they depend on it, or a refusal. */
export type Turn = readonly Step[] | ((request: string) => readonly Step[]) | Refusal;

/** One protocol's way to write an answer as server-sent events. Each function returns whole events. */
export interface Wire {
  begin(): string;
  think(text: string): string;
  say(text: string): string;
  tool(name: string, input: Readonly<Record<string, unknown>>): string;
  end(): string;
}

/** What the server knows of one protocol. */
export interface Protocol {
  /** Whether a request to this path asks the model. */
  readonly path: RegExp;
  /** Whether the request belongs to the conversation; others (titles, guesses) are answered aside. */
  isConversation(body: Readonly<Record<string, unknown>>): boolean;
  /** What is answered aside. */
  readonly aside: string;
  /** The body of a refusal. */
  refusal(status: number, type: string, message: string): unknown;
  open(): Wire;
}

/** One event with its data as JSON. */
export function event(data: unknown, name?: string): string {
  return `${name ? `event: ${name}\n` : ''}data: ${JSON.stringify(data)}\n\n`;
}

/** Text in pieces of about a word, as a model sends it. */
export function words(text: string): string[] {
  return text.match(/\S+\s*|\s+/g) ?? [];
}
