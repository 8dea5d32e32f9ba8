// Answers in place. The server says which answers fit a question, how they are called and what they do. "Keep" is sent after
// its time to undo; all others show first what would happen.
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { at, forget, isFresh, may, post } from "../api/client";
import type { AnswerOption, AnswerRequest, AnswerResult, Preview, Question, QueueItem } from "../api/types";
import { useRead } from "../api/use";
import { place, setQuery } from "../router";
import { t } from "../texts";
import { dayOf } from "../ui/format";
import { explain, PanelForm, PeriodField, ReasonPanel, useWrite, WhyField, writeLater } from "../ui/forms";
import { Bullets, Button, Note, Skeleton } from "../ui/parts";
import { toast } from "../ui/toasts";

export type Answer = AnswerRequest["answer"];

/** The key of each answer, the same in every question. Where two answers share a key, it gives the first of them. */
export const ANSWER_KEYS: Readonly<Record<Answer, string>> = {
  "keep": "1",
  "own": "1",
  "approve-request": "1",
  "allow": "1",
  "reduce": "2",
  "to-approved": "2",
  "remove-added": "2",
  "revoke": "3",
  "deny-request": "3",
  "refuse": "3",
  "not-mine": "4",
  "block": "6",
  "ask-to-block": "6",
  "accept": "7",
  "will-act": "8",
  "not-expected": "8",
  "name-owner": "9",
};
export const UNTIL_KEY = "5";

/** The answers that take access away. */
const REMOVES: ReadonlySet<Answer> = new Set<Answer>(["revoke", "remove-added", "block", "deny-request"]);

export type AnswerHandle = {
  /** Resolves the item: with the recommended answer, or the promotion. */
  first?: () => void;
  /** Gives the answer with this key. */
  key?: (key: string) => void;
};

/** Names an answer in the address: several access requests of one question have the same answers. */
export const nameOf = (option: AnswerOption): string => (option.request ? `${option.answer}:${option.request}` : option.answer);

/**
 * Whether an answer is sent at once, with time to undo it. All others show first what they do, and so does an answer for which
 * the person must confirm who they are: the undo time must not end at the sign-in.
 */
export const isImmediate = (option: AnswerOption): boolean => option.answer === "keep" && (!option.stepUp || isFresh());

/** The buttons of answers, with their labels from the server. */
export function AnswerButtons({
  options,
  open,
  recommended,
  disabled,
  choose,
}: {
  options: readonly AnswerOption[];
  /** the name of the answer whose preview is shown */
  open: string | null;
  recommended?: string | null;
  disabled?: boolean;
  choose: (option: AnswerOption) => void;
}) {
  const hasKey = (option: AnswerOption) => options.find((one) => ANSWER_KEYS[one.answer] === ANSWER_KEYS[option.answer]) === option;
  const tone = (option: AnswerOption) =>
    recommended === option.answer ? (REMOVES.has(option.answer) ? "danger solid" : "primary") : REMOVES.has(option.answer) ? "danger" : "";
  return (
    <>
      {options.map((option) => (
        <Button
          key={nameOf(option)}
          tone={tone(option)}
          {...(hasKey(option) ? { keys: ANSWER_KEYS[option.answer] } : {})}
          title={option.sentence}
          disabled={disabled}
          onClick={() => choose(option)}
          {...(isImmediate(option) ? { icon: "check" as const } : { "aria-expanded": open === nameOf(option) })}
        >
          {option.label}
          {isImmediate(option) ? "" : "…"}
        </Button>
      ))}
    </>
  );
}

/** Sends an answer once the time to undo is over. Puts the item back if the server refuses, and says why. */
export function answerLater(question: { id: string; state: string }, option: AnswerOption, name: string, done: () => void, undone: () => void): void {
  done();
  writeLater<AnswerResult>(t.answered(option.label, name, option.sentence), name, `${at("questions", question.id)}/answer`, { answer: option.answer, state: question.state }, {
    accepted: (result) => {
      if (result.result === "accepted" || result.result === "passed-on") return;
      undone();
      toast(result.sentence, { bad: true });
    },
    undone,
  });
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
  const panel = place.value.query.get("answer");
  const show = (one: string | null) => setQuery({ item: item.id, answer: one }, true);
  const waits = item.question !== null && may("question") && may("answerQuestion") && !question.data && !question.error;
  const options = question.data && may("answerQuestion") ? question.data.options : [];
  const shown = options.find((option) => nameOf(option) === panel);
  const choose = (option: AnswerOption) => {
    if (!question.data) return;
    if (isImmediate(option)) answerLater(question.data, option, name, done, undone);
    else show(nameOf(option));
  };
  const until =
    item.identity !== null &&
    may("approve") &&
    (item.question === null ? item.type === "finding" || item.type === "drift" : options.some((option) => option.answer === "keep"));
  const press = (key: string) => {
    const option = options.find((one) => ANSWER_KEYS[one.answer] === key);
    if (option) choose(option);
    else if (until && key === UNTIL_KEY) show("until");
    else toast(t.queue.noSuchAnswer);
  };
  const promote = item.actions.includes("promote") && item.policy !== null && may("promotePolicy");
  const decline = item.policy !== null && item.type === "promotion" && may("declinePromotion");
  const recommended = item.recommendation?.answer;
  const first = () => {
    const option = options.find((one) => one.answer === recommended);
    if (promote) show("promote");
    else if (option) choose(option);
    else toast(t.queue.noRecommendation);
  };
  // A key that is pressed before the question has arrived is not lost: it counts as soon as the question is there.
  const early = useRef<(() => void) | null>(null);
  const latest = useRef({ press, first });
  latest.current = { press, first };
  const whenReady = (act: () => void) => {
    if (waits) early.current = act;
    else act();
  };
  useEffect(() => {
    if (waits) return;
    early.current?.();
    early.current = null;
  }, [waits]);
  // Before the next key arrives, and not only after the next frame.
  useLayoutEffect(() => {
    handle.first = () => whenReady(() => latest.current.first());
    handle.key = (key) => whenReady(() => latest.current.press(key));
    return () => {
      delete handle.first;
      delete handle.key;
    };
  });
  return (
    <>
      <div class="buttons" data-ready={!waits}>
        <AnswerButtons options={options} open={panel} recommended={recommended ?? null} choose={choose} />
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
        {until ? (
          <Button keys={UNTIL_KEY} icon="clock" onClick={() => show("until")} aria-expanded={panel === "until"}>
            {t.queue.until}…
          </Button>
        ) : null}
        {children}
      </div>
      {question.error && !question.data ? <Note tone="warn">{explain(question.error)}</Note> : null}
      {shown && question.data && !isImmediate(shown) ? (
        <AnswerPanel
          key={panel}
          question={question.data}
          option={shown}
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
  option,
  name,
  close,
  done,
  changed,
}: {
  question: Question;
  option: AnswerOption;
  name: string;
  close: () => void;
  done: () => void;
  changed: (question: Question) => void;
}) {
  const preview = useSignal<Preview | null>(null);
  const write = useWrite();
  const email = useSignal("");
  const box = useRef<HTMLDivElement>(null);
  const { answer } = option;
  const given = { answer, state: question.state, ...(option.request ? { request: option.request } : {}) };
  useLayoutEffect(() => {
    box.current?.focus();
    box.current?.scrollIntoView({ block: "nearest" });
  }, [question.id, answer, option.request]);
  useEffect(() => {
    let current = true;
    post<Preview>(`${at("questions", question.id)}/preview`, given)
      .then((read) => current && (preview.value = read))
      .catch((failure: unknown) => current && write.say(explain(failure)));
    return () => {
      current = false;
    };
  }, [question.id, question.state, answer, option.request]);
  const to = email.value.trim();
  const ready = preview.value !== null && (answer !== "name-owner" || to !== "");
  const confirm = () =>
    write.send(async (key) => {
      const result = await post<AnswerResult>(`${at("questions", question.id)}/answer`, { ...given, ...(to ? { to } : {}) }, key);
      forget();
      if (result.result === "accepted" || result.result === "passed-on") {
        toast(result.sentence || t.answered(option.label, name));
        done();
      } else {
        write.say(result.sentence);
        changed(result.question);
      }
    });
  const read = preview.value;
  const removes = REMOVES.has(answer);
  return (
    <div
      class={removes ? "answer-panel danger rise" : "answer-panel rise"}
      ref={box}
      tabIndex={-1}
      role="group"
      aria-label={t.preview.title(option.label, name)}
      onKeyDown={(event) => {
        if (event.key === "Escape") close();
      }}
    >
      <h3>
        <bdi>{t.preview.title(option.label, name)}</bdi>
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
      ) : write.problem.value ? null : (
        <Skeleton />
      )}
      {answer === "not-mine" || answer === "name-owner" ? (
        <label class="field">
          <span>{answer === "name-owner" ? t.owner.email : t.preview.to}</span>
          <input
            class="input"
            type="email"
            autocomplete="off"
            required={answer === "name-owner"}
            maxLength={320}
            value={email.value}
            onInput={(event) => (email.value = event.currentTarget.value)}
          />
          <small class="muted">{answer === "name-owner" ? t.owner.help : t.preview.toHelp}</small>
        </label>
      ) : null}
      {write.problem.value ? <Note tone="bad">{write.problem.value}</Note> : null}
      <div class="buttons">
        <Button tone={removes && !read?.byHand ? "danger solid" : "primary"} onClick={confirm} disabled={!ready || write.sending.value}>
          {write.sending.value ? t.sending : read?.byHand ? t.preview.confirmByHand : option.label}
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
  const send = () => {
    const until = new Date(Date.now() + Number(days.value) * DAY).toISOString();
    const body = { subject, as: "approved", until, why: why.value.trim(), ...(ticket.value.trim() ? { ticket: ticket.value.trim() } : {}) };
    done();
    writeLater(t.approve.done(name, dayOf(until)), name, "/approvals", body, { undone });
  };
  return (
    <PanelForm
      title={
        <h3>
          <bdi>{t.approve.title(name)}</bdi>
        </h3>
      }
      action={t.approve.confirm}
      ready={why.value.trim() !== ""}
      confirms
      close={close}
      send={send}
    >
      <p class="muted small">{t.approve.help}</p>
      <div class="compare">
        <PeriodField days={days.value} change={(value) => (days.value = value)} />
        <label class="field">
          <span>{t.approve.ticket}</span>
          <input class="input" maxLength={100} value={ticket.value} onInput={(event) => (ticket.value = event.currentTarget.value)} />
        </label>
      </div>
      <WhyField value={why.value} change={(text) => (why.value = text)} />
    </PanelForm>
  );
}
