import type { Coverage as CoverageType, CoverageStream } from "../api/types";
import { useRead } from "../api/use";
import { t } from "../texts";
import { count, sentence } from "../ui/format";
import { Badge, Card, Empty, Head, Name, Note, Show, Time, Unknown } from "../ui/parts";

export function Coverage() {
  const coverage = useRead<CoverageType>("/coverage");
  return (
    <div class="screen">
      <Head title={t.screens.coverage}>{t.coverage.lead}</Head>
      <Show of={coverage}>
        {(data) =>
          data.connections.length === 0 ? (
            <Card>
              <Empty icon="plug" title={t.coverage.empty}>
                {t.coverage.emptyWhy}
              </Empty>
            </Card>
          ) : (
            <>
              <p class="state-sentence">
                <Name>{data.sentence}</Name>
              </p>
              {data.connections.map((one) => (
                <Card
                  key={one.connection}
                  title={
                    <>
                      {one.provider} <bdi class="muted small">{one.connection}</bdi>
                    </>
                  }
                  aside={<Badge tone={one.paused ? "warn" : worst(one.streams)}>{one.paused ? t.coverage.paused : t.coverage.summary[worst(one.streams)]}</Badge>}
                >
                  {one.paused ? (
                    <div class="body">
                      <Note tone="warn">
                        <Name>{one.paused}</Name>
                      </Note>
                    </div>
                  ) : null}
                  <table class="data stacked streams">
                    <thead>
                      <tr>
                        <th scope="col">{t.coverage.stream}</th>
                        <th scope="col">{t.coverage.fresh}</th>
                        <th scope="col">{t.coverage.readAsOf}</th>
                        <th scope="col">{t.coverage.attempt}</th>
                        <th scope="col" class="number">
                          {t.coverage.rows}
                        </th>
                        <th scope="col" class="number">
                          {t.coverage.awaiting}
                        </th>
                      </tr>
                    </thead>
                    <tbody>
                      {one.streams.map((stream) => (
                        <Stream key={stream.id} stream={stream} />
                      ))}
                    </tbody>
                  </table>
                  {one.gaps.length > 0 ? (
                    <div class="body">
                      <p class="label">{t.coverage.gaps}</p>
                      <ul class="bullets">
                        {one.gaps.map((gap, i) => (
                          <li key={i}>
                            <b>{gap.subject}.</b> <Name>{sentence(gap.reason)}</Name>
                            {gap.workaround ? (
                              <>
                                {" "}
                                <span class="muted">
                                  <Name>{sentence(gap.workaround)}</Name>
                                </span>
                              </>
                            ) : null}
                          </li>
                        ))}
                      </ul>
                    </div>
                  ) : null}
                </Card>
              ))}
            </>
          )
        }
      </Show>
    </div>
  );
}

type Tone = "good" | "warn" | "bad" | "unknown";

function tone(stream: CoverageStream): Tone {
  if (!stream.offered) return "unknown";
  if (stream.problem || stream.late === "yes") return stream.freshAsOf === null ? "bad" : "warn";
  return stream.late === "unknown" || stream.freshAsOf === null ? "unknown" : "good";
}

function worst(streams: readonly CoverageStream[]): Tone {
  const all = streams.map(tone);
  return (["bad", "warn", "good"] as const).find((one) => all.includes(one)) ?? "unknown";
}

function Stream({ stream }: { stream: CoverageStream }) {
  const of = tone(stream);
  return (
    <tr>
      <td class="whole">
        <span>
          <b>{stream.title}</b>
          {stream.problem ? (
            <span class="small">
              <br />
              <Name>{stream.problem.message}</Name>
            </span>
          ) : null}
          {stream.unconfirmed.length > 0 ? (
            <span class="small muted">
              <br />
              {t.coverage.unconfirmed} <Name>{stream.unconfirmed.join("; ")}</Name>
            </span>
          ) : null}
        </span>
      </td>
      <td data-label={t.coverage.fresh}>
        <span>
          <Badge tone={of}>{stream.offered ? t.coverage.tones[of] : t.coverage.notOffered}</Badge>
        </span>
      </td>
      <td data-label={t.coverage.readAsOf}>{stream.freshAsOf ? <Time at={stream.freshAsOf} /> : stream.readUpTo ? <Time at={stream.readUpTo} /> : <Unknown />}</td>
      <td data-label={t.coverage.attempt}>{stream.lastAttempt ? <Time at={stream.lastAttempt} /> : <Unknown />}</td>
      <td class="number" data-label={t.coverage.rows}>
        {stream.rows === 0 && !stream.freshAsOf && !stream.readUpTo ? <Unknown /> : count(stream.rows)}
      </td>
      <td class="number" data-label={t.coverage.awaiting}>
        {count(stream.awaiting)}
      </td>
    </tr>
  );
}
