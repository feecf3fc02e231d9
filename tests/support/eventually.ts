/** Asks until the answer is neither undefined nor false, and gives it. Fails after `boundMs`. */
export async function eventually<T>(ask: () => T | Promise<T>, boundMs = 20_000): Promise<Exclude<T, undefined | false>> {
  for (const end = Date.now() + boundMs; ;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer as Exclude<T, undefined | false>;
    if (Date.now() > end) throw new Error(`nothing came of it within ${boundMs} ms`);
    await new Promise((done) => { setTimeout(done, 25); });
  }
}
