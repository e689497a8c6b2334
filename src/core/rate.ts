// So often and no more: what comes too fast is not done at all.

/** Says whether one more may be done now: `most` of them in any `windowMs`. */
export function createRate(
  most: number,
  windowMs: number,
  now: () => number = () => performance.now(),
): () => boolean {
  let done: number[] = [];
  return () => {
    const at = now();
    done = done.filter((time) => at - time < windowMs);
    if (done.length >= most) return false;
    done.push(at);
    return true;
  };
}
