/** An answer of a service. Status 0: there was none, and `why` says why. */
export interface Asked {
  readonly status: number;
  readonly text: string;
  /** Undefined where the text is none. */
  readonly json: unknown;
  readonly why: string;
}

const BOUND_MS = 5_000;

/** One GET. Never throws. */
export async function ask(url: string, apiKey?: string): Promise<Asked> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(BOUND_MS), headers: apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` } });
    const text = await response.text();
    return { status: response.status, text, json: parsed(text), why: '' };
  } catch (error) {
    const { message, cause } = error as { message: string; cause?: { code?: string; message?: string } };
    return { status: 0, text: '', json: undefined, why: cause?.code ?? cause?.message ?? message };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // metrics, or a page of something else
  }
}

/** The checks that a `/readyz` names as failing: `consumer: has not joined its group yet`. */
export function notReady(asked: Asked): string | undefined {
  if (asked.status === 200) return undefined;
  if (asked.status === 0) return asked.why;
  const failing = Object.entries((asked.json as { error?: Record<string, { message?: unknown }> } | undefined)?.error ?? {});
  return failing.length === 0 ? `/readyz answers ${asked.status}` : failing.map(([name, check]) => `${name}: ${typeof check.message === 'string' ? check.message : JSON.stringify(check)}`).join('; ');
}
