/** Runs one thing at a time, the newest: a new one gives up what runs. */
export class Latest {
  private running: AbortController | undefined;

  async run<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    this.running?.abort();
    const mine = (this.running = new AbortController());
    const result = await work(mine.signal);
    if (mine.signal.aborted) throw new DOMException("given up", "AbortError");
    return result;
  }

  stop(): void {
    this.running?.abort();
  }
}

/**
 * One request under way and the newest wish waiting; wishes in between are dropped, and no request is given up: for a slider, each answer is worth showing.
 */
export class Newest<T> {
  private busy = false;
  private next: T | undefined;

  constructor(private readonly work: (wish: T) => Promise<void>) {}

  want(wish: T): void {
    this.next = wish;
    if (!this.busy) void this.drain();
  }

  /** Forgets what waits. */
  clear(): void {
    this.next = undefined;
  }

  private async drain(): Promise<void> {
    this.busy = true;
    while (this.next !== undefined) {
      const wish = this.next;
      this.next = undefined;
      await this.work(wish);
    }
    this.busy = false;
  }
}
