// Writes and their forms: what every request for a change has in common.
import { signal, useSignal, type ReadonlySignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { ApiError, forget, isFresh, post, session } from "../api/client";
import { BASE } from "../router";
import { t } from "../texts";
import { Button, Note } from "./parts";
import { afterUndo, toast } from "./toasts";

/** Returns what to say about a refused write. Leads to a fresh sign-in if one is needed, and back to this view. */
export function explain(failure: unknown): string {
  if (!(failure instanceof ApiError)) return t.problem.unexpected;
  if (failure.status === 0) return t.problem.notSent;
  if (failure.kind === "step-up-required" && failure.problem.signIn?.startsWith(`${BASE}/`)) {
    location.assign(`${BASE}/sign-in?step-up=1&return=${encodeURIComponent(location.pathname + location.search)}`);
    return t.session.stepUp;
  }
  return [failure.problem.detail ?? failure.problem.title ?? t.problem.status(failure.status), failure.problem.fix].filter(Boolean).join(" ");
}

export interface Write {
  readonly sending: ReadonlySignal<boolean>;
  /** Why the server refused it. */
  readonly problem: ReadonlySignal<string | null>;
  /** Sends it, unless it is being sent. */
  readonly send: (work: (key: string) => Promise<void>) => void;
  /** Shows why something else failed, or nothing. */
  readonly say: (problem: string | null) => void;
}

/** A write that is sent once: a lost request is repeated with its key, and another one after the server's answer is new. */
export function useWrite(): Write {
  return useMemo(() => {
    const sending = signal(false);
    const problem = signal<string | null>(null);
    let key = crypto.randomUUID();
    return {
      sending,
      problem,
      say: (text) => (problem.value = text),
      send: (work) => {
        if (sending.value) return;
        sending.value = true;
        problem.value = null;
        work(key)
          .then(() => (key = crypto.randomUUID()))
          .catch((failure: unknown) => {
            problem.value = explain(failure);
            if (failure instanceof ApiError && failure.status !== 0) key = crypto.randomUUID();
          })
          .finally(() => (sending.value = false));
      },
    };
  }, []);
}

/**
 * Sends a write once the time to undo is over. If the server refuses it, takes back what the screen already shows, and says why.
 */
export function writeLater<T>(said: string, name: string, path: string, body: unknown, { accepted, undone }: { accepted?: (result: T) => void; undone: () => void }): void {
  const key = crypto.randomUUID();
  afterUndo(
    said,
    (leaving) => {
      post<T>(path, body, key, leaving)
        .then((result) => {
          forget();
          accepted?.(result);
        })
        .catch((failure: unknown) => {
          undone();
          toast(`${t.notDone(name)} ${explain(failure)}`, { bad: true });
        });
    },
    undone,
  );
}

/** A form in its place on the screen: its fields, why the server refused it, and its buttons. Escape closes it. */
export function PanelForm({
  title,
  action,
  ready,
  danger,
  confirms,
  write,
  close,
  send,
  children,
}: {
  title?: ComponentChildren;
  action: string;
  /** Whether the fields are filled in. */
  ready: boolean;
  danger?: boolean | undefined;
  /** Whether the server asks who the person is if they signed in a while ago. */
  confirms?: boolean | undefined;
  write?: Write;
  close: () => void;
  send: () => void;
  children: ComponentChildren;
}) {
  const sending = write?.sending.value ?? false;
  return (
    <form
      class={danger ? "answer-panel danger rise" : "answer-panel rise"}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) send();
      }}
      onKeyDown={(event) => event.key === "Escape" && close()}
    >
      {title}
      {children}
      {confirms ? <FreshHint /> : null}
      {write?.problem.value ? <Note tone="bad">{write.problem.value}</Note> : null}
      <div class="buttons">
        <Button tone={danger ? "danger solid" : "primary"} type="submit" disabled={!ready || sending}>
          {sending ? t.sending : action}
        </Button>
        <Button onClick={close}>{t.cancel}</Button>
      </div>
    </form>
  );
}

/** Says, before a person writes a reason, that they must confirm who they are. */
export function FreshHint() {
  if (isFresh()) return null;
  return <p class="muted small">{session.value?.signIn === "link" ? t.session.stepUpLink : t.session.stepUpHint}</p>;
}

export function WhyField({ value, change }: { value: string; change: (text: string) => void }) {
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  return (
    <label class="field">
      <span>{t.why}</span>
      <textarea class="input" data-focus ref={field} rows={2} maxLength={500} required value={value} onInput={(event) => change(event.currentTarget.value)} />
      <small class="muted">{t.whyHelp}</small>
    </label>
  );
}

/** How long a decision is valid. */
export function PeriodField({ days, change }: { days: string; change: (days: string) => void }) {
  return (
    <label class="field">
      <span>{t.approve.until}</span>
      <select class="input" value={days} onChange={(event) => change(event.currentTarget.value)}>
        {t.approve.periods.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Asks for a reason, then runs a write. Says what the server refused. */
export function ReasonPanel({
  label,
  action,
  danger,
  confirms,
  close,
  run,
}: {
  label: string;
  action: string;
  danger?: boolean;
  confirms?: boolean;
  close: () => void;
  run: (why: string, key: string) => Promise<void>;
}) {
  const why = useSignal("");
  const write = useWrite();
  return (
    <PanelForm
      title={
        <h3>
          <bdi>{label}</bdi>
        </h3>
      }
      action={action}
      danger={danger}
      confirms={confirms}
      ready={why.value.trim() !== ""}
      write={write}
      close={close}
      send={() => write.send((key) => run(why.value.trim(), key))}
    >
      <WhyField value={why.value} change={(text) => (why.value = text)} />
    </PanelForm>
  );
}
