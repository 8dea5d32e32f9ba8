// Answers in place: keep is sent after its time to undo; all others show first what would happen.
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { ApiError, at, forget, isFresh, may, post, session } from "../api/client";
import type { AnswerRequest, AnswerResult, Preview, Question, QueueItem } from "../api/types";
import { useRead } from "../api/use";
import { BASE, place, setQuery } from "../router";
import { t } from "../texts";
import { dayOf } from "../ui/format";
import { Bullets, Button, Note, Skeleton } from "../ui/parts";
import { afterUndo, toast } from "../ui/toasts";

export type Answer = AnswerRequest["answer"];
type PanelName = Exclude<Answer, "keep"> | "until" | "promote" | "decline";

export type AnswerHandle = {
  first?: () => void;
  keep?: () => void;
  reduce?: () => void;
  revoke?: () => void;
  "not-mine"?: () => void;
  block?: () => void;
  "ask-to-block"?: () => void;
  until?: () => void;
};

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

/** Sends an answer once the time to undo is over. Puts the item back if the server refuses, and says why. */
export function answerLater(question: { id: string; state: string }, answer: Answer, name: string, done: () => void, undone: () => void): void {
  const key = crypto.randomUUID();
  done();
  afterUndo(
    t.answered(answer, name),
    (leaving) => {
      post<AnswerResult>(`${at("questions", question.id)}/answer`, { answer, state: question.state }, key, leaving)
        .then((result) => {
          forget();
          if (result.result !== "accepted" && result.result !== "passed-on") {
            undone();
            toast(result.sentence, { bad: true });
          }
        })
        .catch((failure: unknown) => {
          undone();
          toast(`${t.notDone(name)} ${explain(failure)}`, { bad: true });
        });
    },
    undone,
  );
}

export function QueueAnswer({
  item,
  handle,
  done,
  undone,
  reload,
  children,
}: {
  item: QueueItem;
  handle: AnswerHandle;
  done: () => void;
  undone: () => void;
  reload: () => void;
  children: ComponentChildren;
}) {
  const question = useRead<Question>(item.question && may("question") ? at("questions", item.question) : null);
  const name = item.identity?.name ?? item.title;
  const panel = place.value.query.get("answer") as PanelName | null;
  const show = (one: PanelName | null) => setQuery({ item: item.id, answer: one }, true);
  const allowed = (answer: Answer) =>
    item.actions.includes(answer) && may("answerQuestion") && (question.data === undefined ? item.question !== null : question.data.mayAnswer.includes(answer));
  // A key that is pressed before the question has arrived is not lost: the answer is given as soon as it is there.
  const early = useRef(false);
  const keep = () => {
    if (question.data) answerLater(question.data, "keep", name, done, undone);
    else early.current = true;
  };
  useEffect(() => {
    if (!early.current || !question.data) return;
    early.current = false;
    if (question.data.mayAnswer.includes("keep")) keep();
    else toast(t.queue.noSuchAnswer);
  }, [question.data]);
  const until = item.identity !== null && may("approve") && item.type !== "promotion" && item.type !== "coverage";
  const promote = item.actions.includes("promote") && item.policy !== null && may("promotePolicy");
  const decline = item.policy !== null && item.type === "promotion" && may("declinePromotion");
  const actions: AnswerHandle = {};
  if (allowed("keep")) actions.keep = keep;
  if (allowed("reduce")) actions.reduce = () => show("reduce");
  if (allowed("revoke")) actions.revoke = () => show("revoke");
  if (allowed("not-mine")) actions["not-mine"] = () => show("not-mine");
  // Whether an app can be blocked is known only when the question has arrived.
  if (question.data && allowed("block")) actions.block = () => show("block");
  if (question.data && allowed("ask-to-block")) actions["ask-to-block"] = () => show("ask-to-block");
  if (until) actions.until = () => show("until");
  const recommended = item.recommendation?.answer;
  actions.first = promote
    ? () => show("promote")
    : recommended && actions[recommended]
      ? actions[recommended]
      : () => toast(t.queue.noRecommendation);
  // Before the next key arrives, and not only after the next frame.
  useLayoutEffect(() => {
    Object.assign(handle, actions);
    return () => {
      for (const key of Object.keys(handle)) delete handle[key as keyof AnswerHandle];
    };
  });
  const tone = (answer: Answer, otherwise = "") => (recommended === answer ? (answer === "revoke" ? "danger solid" : "primary") : otherwise);
  return (
    <>
      <div class="buttons">
        {actions.keep ? (
          <Button tone={tone("keep")} icon="check" keys="1" onClick={actions.keep} aria-disabled={!question.data}>
            {t.answers.keep}
          </Button>
        ) : null}
        {actions.reduce ? (
          <Button tone={tone("reduce")} keys="2" onClick={actions.reduce} aria-expanded={panel === "reduce"}>
            {t.answers.reduce}…
          </Button>
        ) : null}
        {actions.revoke ? (
          <Button tone={tone("revoke", "danger")} keys="3" onClick={actions.revoke} aria-expanded={panel === "revoke"}>
            {t.answers.revoke}…
          </Button>
        ) : null}
        {actions.block ? (
          <Button tone="danger" keys="6" onClick={actions.block} aria-expanded={panel === "block"}>
            {t.answers.block}…
          </Button>
        ) : null}
        {actions["ask-to-block"] ? (
          <Button keys="6" onClick={actions["ask-to-block"]} aria-expanded={panel === "ask-to-block"}>
            {t.answers["ask-to-block"]}…
          </Button>
        ) : null}
        {actions["not-mine"] ? (
          <Button keys="4" onClick={actions["not-mine"]} aria-expanded={panel === "not-mine"}>
            {t.answers["not-mine"]}…
          </Button>
        ) : null}
        {promote ? (
          <Button tone="primary" keys="e" onClick={() => show("promote")} aria-expanded={panel === "promote"}>
            {t.policies.promote}…
          </Button>
        ) : null}
        {decline ? (
          <Button onClick={() => show("decline")} aria-expanded={panel === "decline"}>
            {t.policies.decline}…
          </Button>
        ) : null}
        {actions.until ? (
          <Button keys="5" icon="clock" onClick={actions.until} aria-expanded={panel === "until"}>
            {t.queue.until}…
          </Button>
        ) : null}
        {children}
      </div>
      {question.error && !question.data ? <Note tone="warn">{explain(question.error)}</Note> : null}
      {(panel === "reduce" || panel === "revoke" || panel === "not-mine" || panel === "block" || panel === "ask-to-block") && question.data && allowed(panel) ? (
        <AnswerPanel
          key={panel}
          question={question.data}
          answer={panel}
          name={name}
          close={() => show(null)}
          done={() => {
            done();
          }}
          changed={question.set}
        />
      ) : null}
      {panel === "until" && until && item.identity ? (
        <UntilPanel subject={item.identity.id} name={name} close={() => show(null)} done={done} undone={undone} />
      ) : null}
      {(panel === "promote" || panel === "decline") && item.policy ? (
        <ReasonPanel
          label={panel === "promote" ? t.policies.promoteWhy(item.policy) : t.policies.declineWhy(item.policy)}
          action={panel === "promote" ? t.policies.promote : t.policies.decline}
          close={() => show(null)}
          run={async (why, key) => {
            await post(`${at("policies", item.policy ?? "")}/${panel === "promote" ? "approve" : "decline"}`, { why }, key);
            forget();
            done();
            toast(panel === "promote" ? t.policies.promoted(item.policy ?? "") : t.policies.declined(item.policy ?? ""));
            reload();
          }}
        />
      ) : null}
    </>
  );
}

/** Shows what an answer would do, and sends it when confirmed. */
export function AnswerPanel({
  question,
  answer,
  name,
  close,
  done,
  changed,
}: {
  question: Question;
  answer: Exclude<Answer, "keep">;
  name: string;
  close: () => void;
  done: () => void;
  changed: (question: Question) => void;
}) {
  const preview = useSignal<Preview | null>(null);
  const problem = useSignal<string | null>(null);
  const sending = useSignal(false);
  const email = useSignal("");
  const key = useRef(crypto.randomUUID());
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    box.current?.focus();
    box.current?.scrollIntoView({ block: "nearest" });
  }, [question.id, answer]);
  useEffect(() => {
    let current = true;
    post<Preview>(`${at("questions", question.id)}/preview`, { answer, state: question.state })
      .then((read) => current && (preview.value = read))
      .catch((failure: unknown) => current && (problem.value = explain(failure)));
    return () => {
      current = false;
    };
  }, [question.id, question.state, answer]);
  const confirm = () => {
    if (sending.value) return;
    sending.value = true;
    problem.value = null;
    post<AnswerResult>(`${at("questions", question.id)}/answer`, { answer, state: question.state, ...(email.value ? { to: email.value } : {}) }, key.current)
      .then((result) => {
        forget();
        if (result.result === "accepted" || result.result === "passed-on") {
          toast(result.sentence || t.answered(answer, name));
          done();
          return;
        }
        problem.value = result.sentence;
        key.current = crypto.randomUUID();
        changed(result.question);
      })
      .catch((failure: unknown) => {
        problem.value = explain(failure);
        // Another answer of the server is another request; a lost one is repeated with its key.
        if (failure instanceof ApiError && failure.status !== 0) key.current = crypto.randomUUID();
      })
      .finally(() => (sending.value = false));
  };
  const read = preview.value;
  const removes = answer === "revoke" || answer === "block";
  return (
    <div
      class={removes ? "answer-panel danger rise" : "answer-panel rise"}
      ref={box}
      tabIndex={-1}
      role="group"
      aria-label={t.preview.title(answer, name)}
      onKeyDown={(event) => {
        if (event.key === "Escape") close();
      }}
    >
      <h3>
        <bdi>{t.preview.title(answer, name)}</bdi>
      </h3>
      {read ? (
        <>
          <Bullets of={read.lines} limit={20} />
          {read.details.length > 0 ? (
            <div>
              <p class="label">{t.preview.details}</p>
              <Bullets of={read.details} limit={20} />
            </div>
          ) : null}
          {read.enough.length > 0 ? (
            <div>
              <p class="label">{t.preview.enough}</p>
              <Bullets of={read.enough} limit={20} />
            </div>
          ) : null}
          {read.surplus.length > 0 ? (
            <div>
              <p class="label">{t.preview.surplus}</p>
              <Bullets of={read.surplus} limit={20} />
            </div>
          ) : null}
          {read.until ? <p>{t.preview.until(dayOf(read.until))}</p> : null}
        </>
      ) : problem.value ? null : (
        <Skeleton />
      )}
      {answer === "not-mine" ? (
        <label class="field">
          <span>{t.preview.to}</span>
          <input class="input" type="email" autocomplete="off" value={email.value} onInput={(event) => (email.value = event.currentTarget.value)} />
          <small class="muted">{t.preview.toHelp}</small>
        </label>
      ) : null}
      {problem.value ? <Note tone="bad">{problem.value}</Note> : null}
      <div class="buttons">
        <Button tone={removes && !read?.byHand ? "danger solid" : "primary"} onClick={confirm} disabled={!read || sending.value}>
          {sending.value ? t.sending : read?.byHand ? t.preview.confirmByHand : t.preview.confirm[answer]}
        </Button>
        <Button onClick={close}>{t.cancel}</Button>
        {read?.confirmStepUp ? <span class="muted small">{t.session.stepUpHint}</span> : null}
      </div>
    </div>
  );
}

const DAY = 86_400_000;

/** Approves the current access until a day, with a reason. */
export function UntilPanel({ subject, name, close, done, undone }: { subject: string; name: string; close: () => void; done: () => void; undone: () => void }) {
  const days = useSignal("90");
  const why = useSignal("");
  const ticket = useSignal("");
  const send = (event: Event) => {
    event.preventDefault();
    const until = new Date(Date.now() + Number(days.value) * DAY).toISOString();
    const body = { subject, as: "approved", until, why: why.value.trim(), ...(ticket.value.trim() ? { ticket: ticket.value.trim() } : {}) };
    const key = crypto.randomUUID();
    done();
    afterUndo(
      t.approve.done(name, dayOf(until)),
      (leaving) => {
        post("/approvals", body, key, leaving)
          .then(forget)
          .catch((failure: unknown) => {
            undone();
            toast(`${t.notDone(name)} ${explain(failure)}`, { bad: true });
          });
      },
      undone,
    );
  };
  return (
    <form class="answer-panel rise" onSubmit={send} onKeyDown={(event) => event.key === "Escape" && close()}>
      <h3>
        <bdi>{t.approve.title(name)}</bdi>
      </h3>
      <p class="muted small">{t.approve.help}</p>
      <div class="compare">
        <label class="field">
          <span>{t.approve.until}</span>
          <select class="input" value={days.value} onChange={(event) => (days.value = event.currentTarget.value)}>
            {t.approve.periods.map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          <span>{t.approve.ticket}</span>
          <input class="input" maxLength={100} value={ticket.value} onInput={(event) => (ticket.value = event.currentTarget.value)} />
        </label>
      </div>
      <WhyField value={why.value} change={(text) => (why.value = text)} />
      <FreshHint />
      <div class="buttons">
        <Button tone="primary" type="submit" disabled={!why.value.trim()}>
          {t.approve.confirm}
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
  /** Whether the server asks who the person is if they signed in a while ago. */
  confirms?: boolean;
  close: () => void;
  run: (why: string, key: string) => Promise<void>;
}) {
  const why = useSignal("");
  const problem = useSignal<string | null>(null);
  const sending = useSignal(false);
  const key = useRef(crypto.randomUUID());
  const send = (event: Event) => {
    event.preventDefault();
    sending.value = true;
    problem.value = null;
    run(why.value.trim(), key.current)
      .catch((failure: unknown) => {
        problem.value = explain(failure);
        if (failure instanceof ApiError && failure.status !== 0) key.current = crypto.randomUUID();
      })
      .finally(() => (sending.value = false));
  };
  return (
    <form class={danger ? "answer-panel danger rise" : "answer-panel rise"} onSubmit={send} onKeyDown={(event) => event.key === "Escape" && close()}>
      <h3>
        <bdi>{label}</bdi>
      </h3>
      <WhyField value={why.value} change={(text) => (why.value = text)} />
      {confirms ? <FreshHint /> : null}
      {problem.value ? <Note tone="bad">{problem.value}</Note> : null}
      <div class="buttons">
        <Button tone={danger ? "danger solid" : "primary"} type="submit" disabled={!why.value.trim() || sending.value}>
          {sending.value ? t.sending : action}
        </Button>
        <Button onClick={close}>{t.cancel}</Button>
      </div>
    </form>
  );
}
