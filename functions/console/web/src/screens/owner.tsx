// Naming an owner of one identity or of several: the person is asked after the time to undo, and nothing else changes.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { at, may } from "../api/client";
import type { AnswerResult, HandOverResult, IdentityRow } from "../api/types";
import { t } from "../texts";
import { FreshHint, PanelForm, writeLater } from "../ui/forms";
import { Button, Dialog, Name } from "../ui/parts";
import { toast } from "../ui/toasts";

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
  const to = email.value.trim();
  const send = () => {
    open.value = false;
    writeLater<AnswerResult>(t.owner.asked(to, name), name, `${at("identities", id)}/owner`, { to }, {
      accepted: (result) => {
        toast(result.sentence, { bad: result.result !== "passed-on" });
        done();
      },
      undone: () => (open.value = true),
    });
  };
  return (
    <PanelForm action={t.owner.ask} ready={to !== ""} confirms close={() => (open.value = false)} send={send}>
      <label class="field">
        <span>{t.owner.email}</span>
        <input class="input" type="email" autocomplete="off" required maxLength={320} ref={field} value={email.value} onInput={(event) => (email.value = event.currentTarget.value)} />
        <small class="muted">{t.owner.help}</small>
      </label>
    </PanelForm>
  );
}

/** How many identities one request hands over. */
const MOST = 100;

/** Asks one person about many identities: shows first what that does, and can be undone until it is sent. */
export function HandOver({ rows, close, done }: { rows: readonly IdentityRow[]; close: () => void; done: () => void }) {
  const email = useSignal("");
  const covered = rows.slice(0, MOST);
  const owned = covered.filter((row) => row.owner !== null).length;
  const to = email.value.trim();
  const send = (event: Event) => {
    event.preventDefault();
    if (!to) return;
    done();
    writeLater<HandOverResult>(t.owner.handedOver(to, covered.length), t.owner.handOverTitle(covered.length), "/identities/hand-over", { subjects: covered.map((row) => row.id), to }, {
      accepted: (result) => {
        const reason = result.skipped[0]?.reason;
        if (reason !== undefined) toast(`${t.owner.handedOver(to, result.asked.length)} ${t.owner.leftOut(result.skipped.length, reason)}`, { bad: true });
      },
      undone: () => {},
    });
  };
  return (
    <Dialog
      title={t.owner.handOverTitle(covered.length)}
      onClose={close}
      footer={
        <>
          <Button onClick={close}>{t.cancel}</Button>
          <Button tone="primary" disabled={!to} onClick={send}>
            {t.owner.ask}
          </Button>
        </>
      }
    >
      <form onSubmit={send}>
        <label class="field">
          <span>{t.owner.to}</span>
          <input class="input" data-focus type="email" autocomplete="off" required maxLength={320} value={email.value} onInput={(event) => (email.value = event.currentTarget.value)} />
        </label>
      </form>
      <FreshHint />
      <div>
        <h3>{t.triage.preview}</h3>
        <ul class="bullets">
          <li>{t.owner.asks(covered.length)}</li>
          {owned > 0 ? <li>{t.owner.owned(owned)}</li> : null}
          <li>{t.owner.until}</li>
          {rows.length > MOST ? <li>{t.owner.most(MOST)}</li> : null}
        </ul>
      </div>
      <details>
        <summary>{t.triage.list(covered.length)}</summary>
        <ul class="bullets">
          {covered.map((row) => (
            <li key={row.id}>
              <Name strong>{row.name}</Name> <span class="muted">{row.owner ? <Name>{row.owner.person.name}</Name> : t.nobody}</span>
            </li>
          ))}
        </ul>
      </details>
    </Dialog>
  );
}
