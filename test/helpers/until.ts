// Waiting for a named condition, not for time to pass.

/** Resolves when `condition` holds; rejects with `reason` (and what `detail` says) after `timeoutMs`. */
export async function until(
  reason: string,
  condition: () => boolean | Promise<boolean>,
  options: { readonly timeoutMs?: number; readonly detail?: () => string } = {},
): Promise<void> {
  const end = performance.now() + (options.timeoutMs ?? 15_000);
  while (!(await condition())) {
    if (performance.now() > end)
      throw new Error(`waited in vain: ${reason}${options.detail ? `\n${options.detail()}` : ''}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
