// Naming an owner: the person is asked after the time to undo, and nothing else changes.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { at, forget, may, post } from "../api/client";
import type { AnswerResult } from "../api/types";
import { t } from "../texts";
import { Button } from "../ui/parts";
import { afterUndo, toast } from "../ui/toasts";
import { explain } from "./answers";

export function NameOwner({ id, name, done }: { id: string; name: string; done: () => void }) {
  const open = useSignal(false);
  const email = useSignal("");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), [open.value]);
  if (!may("nameOwner")) return null;
  if (!open.value) {
    return (
      <div class="buttons no-print">
        <Button onClick={() => (open.value = true)}>{t.owner.name}…</Button>
      </div>
    );
  }
  const send = (event: Event) => {
    event.preventDefault();
    const to = email.value.trim();
    const key = crypto.randomUUID();
    open.value = false;
    afterUndo(
      t.owner.asked(to, name),
      (leaving) => {
        post<AnswerResult>(`${at("identities", id)}/owner`, { to }, key, leaving)
          .then((result) => {
            forget();
            toast(result.sentence, { bad: result.result !== "passed-on" });
            done();
          })
          .catch((failure: unknown) => toast(`${t.notDone(name)} ${explain(failure)}`, { bad: true }));
      },
      () => (open.value = true),
    );
  };
  return (
    <form class="answer-panel rise" onSubmit={send} onKeyDown={(event) => event.key === "Escape" && (open.value = false)}>
      <label class="field">
        <span>{t.owner.email}</span>
        <input class="input" type="email" autocomplete="off" required maxLength={320} ref={field} value={email.value} onInput={(event) => (email.value = event.currentTarget.value)} />
        <small class="muted">{t.owner.help}</small>
      </label>
      <div class="buttons">
        <Button tone="primary" type="submit" disabled={!email.value.trim()}>
          {t.owner.ask}
        </Button>
        <Button onClick={() => (open.value = false)}>{t.cancel}</Button>
      </div>
    </form>
  );
}
