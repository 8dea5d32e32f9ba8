import { useSignal } from "@preact/signals";
import { at, forget, may, post, query } from "../api/client";
import type { Question, Review, ReviewDetail, ReviewList } from "../api/types";
import { useRead } from "../api/use";
import { place, to } from "../router";
import { t } from "../texts";
import { dayOf } from "../ui/format";
import { ReasonPanel } from "../ui/forms";
import { DataTable } from "../ui/lists";
import { Badge, Button, Card, Empty, Facts, Head, Name, Progress, SeverityBadge, Show, Time, Unknown } from "../ui/parts";
import { toast } from "../ui/toasts";

export function Reviews() {
  const [, id] = place.value.path;
  return id ? <One id={id} /> : <All />;
}

function All() {
  const cursor = place.value.query.get("cursor");
  const reviews = useRead<ReviewList>(`/reviews${query({ limit: 100, cursor })}`);
  return (
    <div class="screen">
      <Head title={t.screens.reviews}>{t.reviews.lead}</Head>
      <Show of={reviews}>
        {(data) =>
          data.items.length === 0 ? (
            <Card>
              <Empty icon="clipboard-check" title={t.reviews.empty}>
                {t.reviews.emptyWhy}
              </Empty>
            </Card>
          ) : (
            <div class="card">
              {data.items.map((one) => (
                <div class="body stack tight" key={one.id}>
                  <div class="spread">
                    <h2>
                      <a href={to(["reviews", one.id])}>
                        <Name>{one.name}</Name>
                      </a>
                    </h2>
                    <State of={one} />
                  </div>
                  <p class="muted small">
                    <Name>{one.scope}</Name> · {t.reviews.started} <Time at={one.startedAt} /> · {one.closedAt ? t.reviews.closed : t.reviews.due} <Time at={one.closedAt ?? one.dueAt} />
                  </p>
                  <Answered of={one} />
                </div>
              ))}
              {data.next ? (
                <div class="body no-print">
                  <a class="button" href={to(["reviews"], { cursor: data.next })}>
                    {t.reviews.further}
                  </a>
                </div>
              ) : null}
            </div>
          )
        }
      </Show>
    </div>
  );
}

function State({ of }: { of: Review }) {
  return of.closedAt ? <Badge>{t.reviews.isClosed}</Badge> : <Badge tone="accent">{t.reviews.isOpen}</Badge>;
}

function Answered({ of }: { of: Review }) {
  if (of.items.state === "unknown" || of.answered.state === "unknown") return <Unknown>{t.reviews.progressUnknown}</Unknown>;
  const part = of.answered.value ?? 0;
  const whole = of.items.value ?? 0;
  return (
    <div class="stack tight" style={{ gap: "0.25rem" }}>
      <Progress part={part} whole={whole} label={t.reviews.answered(part, whole)} />
      <p class="small number">{t.reviews.answered(part, whole)}</p>
    </div>
  );
}

/** Returns how many questions have no answer, or null if that is unknown. */
function unanswered({ items, answered }: Review): number | null {
  return items.value === undefined || answered.value === undefined ? null : items.value - answered.value;
}

function One({ id }: { id: string }) {
  const cursor = place.value.query.get("cursor");
  const review = useRead<ReviewDetail>(at("reviews", id) + query({ limit: 100, cursor }));
  const closing = useSignal(false);
  return (
    <div class="screen">
      <nav class="small no-print" aria-label={t.breadcrumb}>
        <a href={to(["reviews"])}>{t.screens.reviews}</a>
      </nav>
      <Show of={review}>
        {(data) => (
          <>
            <Head
              title={data.review.name}
              aside={
                <div class="row-line">
                  <State of={data.review} />
                  {data.review.closedAt === null && may("closeReview") ? (
                    <Button onClick={() => (closing.value = true)} aria-expanded={closing.value}>
                      {t.reviews.close}…
                    </Button>
                  ) : null}
                </div>
              }
            />
            {closing.value && data.review.closedAt === null ? (
              <ReasonPanel
                label={t.reviews.closeTitle(unanswered(data.review))}
                action={t.reviews.close}
                danger
                close={() => (closing.value = false)}
                run={async (why, key) => {
                  const closed = await post<ReviewDetail>(`${at("reviews", id)}/close`, { why }, key);
                  forget();
                  closing.value = false;
                  review.set(closed);
                  toast(t.reviews.isClosedNow);
                }}
              />
            ) : null}
            <div class="columns">
              <Card title={data.next || cursor ? t.reviews.someQuestions : t.reviews.questions(data.questions.length)}>
                {data.questions.length === 0 ? (
                  <Empty icon="clipboard-check" title={t.reviews.noQuestions}>
                    {t.reviews.noQuestionsWhy}
                  </Empty>
                ) : (
                  <DataTable
                    rows={data.questions}
                    keyOf={(one) => one.id}
                    links
                    columns={[
                      {
                        title: t.columns.name,
                        whole: true,
                        cell: (one) => (
                          <a href={to(["identities", one.identity.key])}>
                            <Name strong>{one.identity.name}</Name>
                          </a>
                        ),
                      },
                      { title: t.columns.risk, cell: (one) => <SeverityBadge of={one.identity.risk} /> },
                      { title: t.reviews.asked, cell: (one) => <Asked question={one} /> },
                      { title: t.reviews.answer, cell: (one) => <Answer question={one} /> },
                    ]}
                  />
                )}
                {data.next ? (
                  <div class="body no-print">
                    <a class="button" href={to(["reviews", id], { cursor: data.next })}>
                      {t.reviews.further}
                    </a>
                  </div>
                ) : null}
              </Card>
              <Card title={t.reviews.about}>
                <div class="body stack">
                  <Answered of={data.review} />
                  <Facts
                    of={[
                      [t.reviews.scope, <Name>{data.review.scope}</Name>],
                      [t.reviews.startedOn, dayOf(data.review.startedAt)],
                      [t.reviews.dueOn, dayOf(data.review.dueAt)],
                      [t.reviews.unanswered, t.reviews.unansweredIs[data.review.unanswered]],
                      data.review.revokesAt ? [t.reviews.revokesAt, dayOf(data.review.revokesAt)] : null,
                    ]}
                  />
                </div>
              </Card>
            </div>
          </>
        )}
      </Show>
    </div>
  );
}

function Asked({ question }: { question: Question }) {
  const current = question.asked.findLast((one) => one.passedAt === null) ?? question.asked[question.asked.length - 1];
  return current ? <Name>{current.name}</Name> : <Unknown>{t.nobody}</Unknown>;
}

function Answer({ question }: { question: Question }) {
  const { outcome } = question;
  if (outcome === null) {
    return question.mine ? <a href={to([], { item: `question:${question.id}` })}>{t.reviews.answerNow}</a> : <span class="muted">{t.reviews.waiting}</span>;
  }
  return (
    <>
      {outcome.answer ? (
        <Badge tone={outcome.answer === "revoke" || outcome.answer === "block" ? "bad" : outcome.answer === "keep" ? "good" : "warn"}>{t.given[outcome.answer]}</Badge>
      ) : (
        <Badge tone="unknown">{t.reviews.outcome[outcome.type]}</Badge>
      )}{" "}
      {outcome.by ? (
        <span class="small muted">
          <Name>{outcome.by}</Name>
        </span>
      ) : null}
    </>
  );
}
