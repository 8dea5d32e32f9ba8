// What waits for the viewer, heaviest first, with the answer in place; then what Grantkeeper cannot see.
import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { may } from "../api/client";
import type { Queue as QueueType, QueueItem } from "../api/types";
import { useRead } from "../api/use";
import { place, setQuery, to } from "../router";
import { t } from "../texts";
import { count, sentence } from "../ui/format";
import { useKeys } from "../ui/keys";
import { Card, Empty, Head, Icon, Name, SeverityBadge, Show, Time } from "../ui/parts";
import { announce, toast } from "../ui/toasts";
import { ANSWER_KEYS, QueueAnswer, UNTIL_KEY, type AnswerHandle } from "./answers";

export function Queue() {
  const queue = useRead<QueueType>("/queue?limit=100");
  return (
    <div class="screen">
      <Show of={queue}>{(data) => <Loaded queue={data} reload={queue.reload} />}</Show>
    </div>
  );
}

function Loaded({ queue, reload }: { queue: QueueType; reload: () => void }) {
  // Items that the viewer has just answered: gone at once, back if the server refuses or the viewer undoes it.
  const answered = useSignal<ReadonlySet<string>>(new Set());
  const only = place.value.query.get("type");
  const items = queue.items.filter((item) => !answered.value.has(item.id) && (!only || item.type === only));
  const wanted = place.value.query.get("item");
  const open = wanted === "none" ? undefined : (items.find((item) => item.id === wanted) ?? (wanted ? undefined : items[0]));
  const list = useRef<HTMLUListElement>(null);
  const handle = useRef<AnswerHandle>({});
  const moved = useRef(false);

  const select = (item: QueueItem | undefined, focus: boolean) => {
    moved.current = focus;
    setQuery({ item: item?.id ?? null }, true);
  };
  const step = (by: number) => {
    const now = open ? items.indexOf(open) : -1;
    const next = items[Math.max(0, Math.min(items.length - 1, now + by))];
    if (next && next !== open) select(next, true);
  };
  useLayoutEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    const line = list.current?.querySelector<HTMLElement>("li.open .line");
    line?.focus();
    line?.scrollIntoView({ block: "nearest" });
  }, [open?.id]);
  const press = (key: string) => () => {
    if (handle.current.key) handle.current.key(key);
    else if (open) toast(t.queue.noSuchAnswer);
  };
  useKeys({
    "j": () => step(1),
    "k": () => step(-1),
    "e": () => (handle.current.first ? handle.current.first() : open && toast(t.queue.noSuchAnswer)),
    "o": () => open && openIdentity(open),
    ...Object.fromEntries([UNTIL_KEY, ...Object.values(ANSWER_KEYS)].map((key) => [key, press(key)])),
  });

  const done = (item: QueueItem) => {
    const position = items.indexOf(item);
    const next = items[position + 1] ?? items[position - 1];
    answered.value = new Set([...answered.value, item.id]);
    select(next, true);
    announce(t.queue.left(items.length - 1));
  };
  const undone = (item: QueueItem) => {
    answered.value = new Set([...answered.value].filter((id) => id !== item.id));
    select(item, true);
  };

  const types = [...new Set(queue.items.map((item) => item.type))];
  return (
    <>
      <div class="stack">
        <div>
          <Head title={t.screens.queue} small />
          <p class="state-sentence">
            <Name>{queue.sentence}</Name>
          </p>
        </div>
        <Counts queue={queue} />
      </div>
      <Card
        title={t.queue.waiting(items.length)}
        aside={
          types.length > 1 ? (
            <div class="views">
              <a href={to([])} aria-current={only ? undefined : "true"}>
                {t.all}
              </a>
              {types.map((type) => (
                <a key={type} href={to([], { type })} aria-current={only === type ? "true" : undefined}>
                  {t.queue.types[type]}
                </a>
              ))}
            </div>
          ) : undefined
        }
      >
        {items.length === 0 ? (
          <Empty icon="circle-check" title={t.queue.empty} actions={<a class="button" href={to(["identities"])}>{t.queue.toIdentities}</a>}>
            {t.queue.emptyWhy}
          </Empty>
        ) : (
          <ul class="queue" ref={list}>
            {items.map((item) => (
              <Item
                key={item.id}
                item={item}
                open={item === open}
                handle={item === open ? handle.current : undefined}
                toggle={() => (item === open ? setQuery({ item: "none" }, true) : select(item, false))}
                done={() => done(item)}
                undone={() => undone(item)}
                reload={reload}
              />
            ))}
          </ul>
        )}
      </Card>
      {queue.cannotSee.length > 0 ? (
        <Card title={t.queue.cannotSee} aside={may("coverage") ? <a href={to(["coverage"])}>{t.queue.toCoverage}</a> : undefined}>
          <div class="body">
            <ul class="bullets">
              {queue.cannotSee.map((one, i) => (
                <li key={i}>
                  <Name strong>{sentence(one.subject)}</Name> <Name>{sentence(one.sentence)}</Name>
                </li>
              ))}
            </ul>
          </div>
        </Card>
      ) : null}
    </>
  );
}

function openIdentity(item: QueueItem): void {
  const link = document.querySelector<HTMLAnchorElement>(`a[data-identity="${CSS.escape(item.identity?.key ?? "")}"]`);
  link?.click();
}

function Counts({ queue }: { queue: QueueType }) {
  const { counts } = queue;
  const cells: readonly (readonly [number, string, string | null])[] = [
    [counts.identities, t.queue.counts.identities, may("identities") ? to(["identities"]) : null],
    [counts.openFindings, t.queue.counts.openFindings, may("findings") ? to(["findings"]) : null],
    [counts.ai, t.queue.counts.ai, may("identities") ? to(["identities"], { ai: "yes" }) : null],
    [counts.withoutOwner, t.queue.counts.withoutOwner, may("identities") ? to(["identities"], { owner: "nobody" }) : null],
  ];
  return (
    <div class="counts">
      {cells.map(([value, label, href]) =>
        href ? (
          <a key={label} href={href}>
            <b>{count(value)}</b> {label}
          </a>
        ) : (
          <span key={label}>
            <b>{count(value)}</b> {label}
          </span>
        ),
      )}
    </div>
  );
}

interface ItemProps {
  readonly item: QueueItem;
  readonly open: boolean;
  readonly handle: AnswerHandle | undefined;
  readonly toggle: () => void;
  readonly done: () => void;
  readonly undone: () => void;
  readonly reload: () => void;
}

function Item({ item, open, handle, toggle, done, undone, reload }: ItemProps) {
  const id = `detail-${item.id}`;
  return (
    <li class={open ? "open" : undefined}>
      <button type="button" class="line" aria-expanded={open} aria-controls={open ? id : undefined} onClick={toggle}>
        <span>
          <SeverityBadge of={item.severity} />
        </span>
        <span class="title">
          <Name>{item.title}</Name>
        </span>
        <span class="when">
          {item.due ? (
            <>
              {t.queue.due} <Time at={item.due} />
            </>
          ) : (
            <Time at={item.since} />
          )}
        </span>
        <span class="reason">
          {item.identity ? (
            <>
              <bdi>{item.identity.kindName}</bdi> · <bdi>{item.identity.providerName}</bdi> ·{" "}
            </>
          ) : null}
          <Name>{item.reason}</Name>
        </span>
      </button>
      {open ? (
        <div class="detail rise" id={id}>
          <div class="evidence-lists">
            <div>
              <h3>{t.queue.evidence}</h3>
              <ul class="bullets">
                {item.evidence.map((one, i) => (
                  <li key={i}>
                    <Name>{one}</Name>
                  </li>
                ))}
                <li>
                  {t.queue.since} <Time at={item.since} />
                </li>
              </ul>
            </div>
            {item.recommendation ? (
              <div>
                <h3>{t.queue.recommendation}</h3>
                <p>
                  {item.recommendation.answer ? <b>{t.answers[item.recommendation.answer]}. </b> : null}
                  <Name>{item.recommendation.reason}</Name>
                </p>
              </div>
            ) : null}
          </div>
          <QueueAnswer item={item} handle={handle ?? {}} done={done} undone={undone} reload={reload}>
            {item.identity && may("identity") ? (
              <a class="button quiet" href={to(["identities", item.identity.key])} data-identity={item.identity.key}>
                <Icon name="external-link" small />
                {t.queue.openIdentity}
                <kbd aria-hidden="true">o</kbd>
              </a>
            ) : null}
            {item.type === "promotion" && item.policy ? (
              <a class="button quiet" href={to(["policies", item.policy])}>
                {t.queue.openPolicy}
              </a>
            ) : null}
            {item.type === "coverage" && may("coverage") ? (
              <a class="button quiet" href={to(["coverage"])}>
                {t.queue.toCoverage}
              </a>
            ) : null}
          </QueueAnswer>
        </div>
      ) : null}
    </li>
  );
}

