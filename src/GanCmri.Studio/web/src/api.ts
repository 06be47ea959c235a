/** What the server answers to something it cannot use. */
export class Refusal extends Error {}

const mostBytes = 64 << 20;

/** Asks the server; what it says of bad input becomes a Refusal with one readable line. */
export async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  // The server would close the connection in mid-sending.
  if (init.body instanceof Blob && init.body.size > mostBytes)
    throw new Refusal(`upload: expected at most 64 MB, found ${Math.ceil(init.body.size / (1 << 20))} MB; give a smaller file.`);
  let answer: Response;
  try {
    answer = await fetch(path, { credentials: "same-origin", ...init });
  } catch (e) {
    if (e instanceof DOMException && e.name === "AbortError") throw e;
    throw new Refusal("The studio does not answer: is gancmri studio still running?");
  }
  if (answer.ok) return answer;
  const text = await answer.text();
  let message = text;
  try {
    message = (JSON.parse(text) as { message: string }).message;
  } catch {
    // Plain text of the guard at the door.
  }
  throw new Refusal(message.trim() || `The studio answered ${answer.status}.`);
}

export async function askJson<T>(path: string, init: RequestInit = {}): Promise<T> {
  return (await (await ask(path, init)).json()) as T;
}

export const isAbort = (e: unknown): boolean => e instanceof DOMException && e.name === "AbortError";

/** Base64 to bytes. */
export const bytesOf = (base64: string): Uint8Array => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
