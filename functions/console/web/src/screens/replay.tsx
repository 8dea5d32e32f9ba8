// A replay: what a policy would have decided differently, from recorded decisions, before it affects anyone.
import { useSignal } from "@preact/signals";
import { may, post } from "../api/client";
import type { Replay as Result, ReplayRequest } from "../api/types";
import { to } from "../router";
import { t } from "../texts";
import { count } from "../ui/format";
import { explain } from "../ui/forms";
import { Bullets, Button, Card, Name, Note, Skeleton, Time } from "../ui/parts";

const PERIODS = [7, 30, 90] as const;

export function Replay({ request }: { request: Omit<ReplayRequest, "days"> }) {
  const days = useSignal<number>(30);
  const result = useSignal<Result | null>(null);
  const problem = useSignal<string | null>(null);
  const running = useSignal(false);
  if (!may("replayPolicy")) return null;
  const run = (event: Event) => {
    event.preventDefault();
    running.value = true;
    problem.value = null;
    post<Result>("/policies/replay", { ...request, days: days.value })
      .then((read) => (result.value = read))
      .catch((failure: unknown) => (problem.value = explain(failure)))
      .finally(() => (running.value = false));
  };
  const read = result.value;
  return (
    <Card title={t.replay.title(t.policies.stages[request.stage])}>
      <form class="body row-line no-print" onSubmit={run}>
        <label class="row-line">
          <span class="muted small">{t.replay.period}</span>
          <select class="input" value={String(days.value)} onChange={(event) => (days.value = Number(event.currentTarget.value))}>
            {PERIODS.map((one) => (
              <option key={one} value={String(one)}>
                {t.replay.days(one)}
              </option>
            ))}
          </select>
        </label>
        <Button type="submit" icon="history" disabled={running.value}>
          {running.value ? t.replay.running : t.replay.run}
        </Button>
      </form>
      <div class="body stack tight" aria-live="polite">
        {problem.value ? <Note tone="bad">{problem.value}</Note> : null}
        {running.value ? (
          <Skeleton />
        ) : read ? (
          <>
            <p>
              {t.replay.it} <Name>{read.sentence}</Name>.
            </p>
            {read.complete ? null : <Note tone="warn">{t.replay.partial(count(read.blocked.whole))}</Note>}
            {read.enforces ? <Note>{t.replay.enforces}</Note> : null}
            {read.subjectCount > 0 ? (
              <div>
                <p class="label">{t.replay.subjects(read.subjectCount)}</p>
                <Bullets of={read.subjects} limit={5} />
              </div>
            ) : null}
            <Differences title={t.replay.blocks(read.blocked.part)} of={read.blocks} />
            <Differences title={t.replay.releases(read.released.part)} of={read.releases} />
          </>
        ) : problem.value ? null : (
          <p class="muted">{t.replay.why}</p>
        )}
      </div>
    </Card>
  );
}

function Differences({ title, of }: { title: string; of: Result["blocks"] }) {
  if (of.length === 0) return null;
  return (
    <details class="small">
      <summary>{title}</summary>
      <ul class="bullets">
        {of.map((one) => (
          <li key={one.decision}>
            {may("decision") ? (
              <a href={to(["decisions", one.decision])}>
                <Name strong>{one.subject}</Name>
              </a>
            ) : (
              <Name strong>{one.subject}</Name>
            )}{" "}
            <Name>{one.action}</Name>, <Time at={one.at} />
            {one.reasons.length > 0 ? (
              <>
                : <Name>{one.reasons.join(" ")}</Name>
              </>
            ) : null}
          </li>
        ))}
      </ul>
    </details>
  );
}
