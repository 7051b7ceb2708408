/** Waits for all of them, so that nothing goes on behind an error, and throws the first one. */
export async function allSettled<T>(works: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(works);
  return Promise.all(works);
}
