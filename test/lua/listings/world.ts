// A world in which the listings run: all of them but the layouts, which would be above one another.
import { readdirSync, readFileSync } from 'node:fs';
import type { WorldEvents } from '../../../src/lua/types.ts';
import { memoryStore, openWorld, type TestWorld, until } from '../world-helper.ts';
import { goop, type Listing, listings } from './table.ts';

/** `folder/name` of every listing there is. */
export function listingNames(): string[] {
  const here = new URL('./', import.meta.url);
  return readdirSync(here, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(new URL(name, here)).map((file) => `${name}/${file}`))
    .sort();
}

/** The listing as it stands in its document. */
export function listing(name: string): string {
  return readFileSync(new URL(name, import.meta.url), 'utf8');
}

/** The listing as a file of the world. */
export function fileOf(name: string): Readonly<Record<string, string>> {
  const { unit, before = '', after = '', change = (text) => text }: Listing = listings[name]!;
  return { [unit]: `${before}${change(listing(name))}${after}` };
}

/** `folder`: only those of one document; `own` are files besides. */
export function openListings(
  wanted: (name: string) => boolean,
  own: Readonly<Record<string, string>> = {},
  events: Pick<WorldEvents, 'onOpen'> = {},
): Promise<TestWorld> {
  const names = Object.keys(listings).filter((name) => wanted(name) && listings[name]!.how !== 'rendered');
  const files = names.map(fileOf);
  return openWorld(Object.assign({ 'user/goop.lua': goop, ...own }, ...files), memoryStore(), events);
}

/** What `act` gives; what it asks of the hub until then is answered, by name. */
export async function answering<T>(
  world: TestWorld,
  act: () => Promise<T>,
  answers: Readonly<Record<string, unknown>> = {},
): Promise<T> {
  let ended = false;
  let next = world.requests.length;
  const end = act().finally(() => {
    ended = true;
  });
  await until('the listing has come to its end', () => {
    for (; next < world.requests.length; next++) {
      const { effect, answer } = world.requests[next]!;
      answer(answers[effect.name] ?? null);
    }
    return ended;
  });
  return end;
}

/** The value of Lua code in a world, which may ask the hub. `goop` and the files by their names are at hand. */
export async function valueIn(
  world: TestWorld,
  code: string,
  answers: Readonly<Record<string, unknown>> = {},
): Promise<unknown> {
  const text = await answering(world, () => world.eval(`json.encode({ value = ${code} })`), answers);
  return (JSON.parse(JSON.parse(text) as string) as { value?: unknown }).value;
}
