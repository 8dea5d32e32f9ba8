// Reads a long list page by page, ahead of the scroll position. A change of filters starts over; late pages of old filters are
// ignored.
import { batch, signal, type Signal } from "@preact/signals";
import { ApiError, get, query } from "./client";

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
  readonly matching?: number;
}

const SMALLEST = 200;

export class Pages<T, P extends Page<T> = Page<T>> {
  readonly rows: Signal<readonly T[]> = signal([]);
  readonly first: Signal<P | undefined> = signal(undefined);
  readonly error: Signal<ApiError | undefined> = signal(undefined);
  readonly reading = signal(false);
  readonly done = signal(false);
  private cursor: string | null = null;
  private round = 0;
  private abort = new AbortController();
  private all: T[] = [];
  private base = "";
  private parameters: Readonly<Record<string, string>> = {};

  constructor(private size: number) {}

  start(base: string, parameters: Readonly<Record<string, string>>): void {
    this.base = base;
    this.parameters = parameters;
    this.round += 1;
    this.abort.abort();
    this.abort = new AbortController();
    this.cursor = null;
    this.all = [];
    this.reading.value = false;
    this.done.value = false;
    this.error.value = undefined;
    void this.more();
  }

  /** Goes on after a page that could not be read. */
  resume(): void {
    this.error.value = undefined;
    void this.more();
  }

  stop(): void {
    this.round += 1;
    this.abort.abort();
  }

  /** Reads pages until at least `count` rows are there, or all. */
  async upTo(count: number): Promise<void> {
    const round = this.round;
    while (!this.done.value && !this.error.value && this.all.length < count && round === this.round) {
      if (!(await this.more())) return;
    }
  }

  async more(): Promise<boolean> {
    if (this.reading.value || this.done.value) return false;
    const round = this.round;
    const first = this.cursor === null;
    this.reading.value = true;
    try {
      // The first page is small, so that something is there at once.
      const limit = first ? Math.min(this.size, 100) : this.size;
      const page = await get<P>(this.base + query({ ...this.parameters, limit, cursor: this.cursor }), this.abort.signal);
      if (round !== this.round) return false;
      batch(() => {
        if (first) this.first.value = page;
        this.all = first ? [...page.items] : this.all;
        if (!first) this.all.push(...page.items);
        this.rows.value = first ? this.all : this.all.slice();
        this.cursor = page.next;
        this.done.value = page.next === null;
        this.error.value = undefined;
        this.reading.value = false;
      });
      return true;
    } catch (failure) {
      if (round === this.round && failure instanceof ApiError && failure.problem.field === "limit" && this.size > SMALLEST) {
        this.size = SMALLEST; // a server with a lower limit
        this.reading.value = false;
        return this.more();
      }
      if (round === this.round) {
        batch(() => {
          this.error.value = failure instanceof ApiError ? failure : new ApiError(0, {});
          this.reading.value = false;
        });
      }
      return false;
    }
  }
}
