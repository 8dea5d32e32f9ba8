import { useSignal } from "@preact/signals";
import { at, download, may, query } from "../api/client";
import type { Evidence as EvidenceType, FrameworkList } from "../api/types";
import { useRead } from "../api/use";
import { go, place, to } from "../router";
import { t } from "../texts";
import { count } from "../ui/format";
import { DataTable } from "../ui/lists";
import { Badge, Bullets, Button, Card, Empty, Facts, Head, Icon, Name, Show } from "../ui/parts";

const DAY = 86_400_000;
/** How many deviations of a check are shown at first. */
const SHOWN = 20;
const day = (time: number) => new Date(time).toISOString().slice(0, 10);
const isDay = (text: string | null): text is string => text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text);

export function Evidence() {
  const [, id] = place.value.path;
  const from = place.value.query.get("from");
  const until = place.value.query.get("to");
  const frameworks = useRead<FrameworkList>("/evidence/frameworks");
  return (
    <div class="screen">
      <Head title={t.screens.evidence}>{t.evidence.lead}</Head>
      <Show of={frameworks}>
        {(data) =>
          data.items.length === 0 ? (
            <Card>
              <Empty icon="certificate" title={t.evidence.none}>
                {t.evidence.noneWhy}
              </Empty>
            </Card>
          ) : (
            <>
              <Form frameworks={data} id={id ?? data.items[0]?.id ?? ""} from={from} to={until} />
              {id && isDay(from) && isDay(until) ? (
                <Report key={`${id} ${from} ${until}`} id={id} from={from} to={until} />
              ) : (
                <Card>
                  <Empty icon="certificate" title={t.evidence.choose}>
                    {t.evidence.chooseWhy}
                  </Empty>
                </Card>
              )}
            </>
          )
        }
      </Show>
    </div>
  );
}

function Form({ frameworks, id, from, to: until }: { frameworks: FrameworkList; id: string; from: string | null; to: string | null }) {
  const framework = useSignal(id);
  const first = useSignal(isDay(from) ? from : day(Date.now() - 30 * DAY));
  const last = useSignal(isDay(until) ? until : day(Date.now()));
  const valid = isDay(first.value) && isDay(last.value) && first.value <= last.value;
  return (
    <form
      class="card no-print"
      onSubmit={(event) => {
        event.preventDefault();
        if (valid) go(to(["evidence", framework.value], { from: first.value, to: last.value }));
      }}
    >
      <div class="body compare" style={{ alignItems: "end" }}>
        <label class="field">
          <span>{t.evidence.framework}</span>
          <select class="input" value={framework.value} onChange={(event) => (framework.value = event.currentTarget.value)}>
            {frameworks.items.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name} {one.version}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          <span>{t.evidence.from}</span>
          <input class="input" type="date" value={first.value} onInput={(event) => (first.value = event.currentTarget.value)} />
        </label>
        <label class="field">
          <span>{t.evidence.to}</span>
          <input class="input" type="date" value={last.value} onInput={(event) => (last.value = event.currentTarget.value)} />
        </label>
        <Button type="submit" tone="primary" disabled={!valid}>
          {t.evidence.run}
        </Button>
      </div>
    </form>
  );
}

function Report({ id, from, to: until }: { id: string; from: string; to: string }) {
  const path = `${at("evidence", id)}${query({ from, to: until })}`;
  const report = useRead<EvidenceType>(path);
  if (!report.data && !report.error) {
    return (
      <div class="verdict" role="status" aria-busy="true">
        <Icon name="circle-dashed" />
        <h2>{t.evidence.running}</h2>
        <p class="muted">{t.evidence.runningWhy}</p>
      </div>
    );
  }
  return (
    <Show of={report}>
      {(data) => (
        <>
          <Card
            title={data.framework.name}
            aside={
              <div class="buttons no-print">
                {may("evidenceDocument")
                  ? (["oscal", "csv", "html"] as const).map((format) => (
                      <a
                        key={format}
                        class="button"
                        href={download(`${at("evidence", id, "document")}${query({ from, to: until, format })}`)}
                        download={`${id}-${from}-${until}.${format === "oscal" ? "json" : format}`}
                      >
                        <Icon name="download" small />
                        {format.toUpperCase()}
                      </a>
                    ))
                  : null}
                <Button icon="printer" onClick={() => window.print()}>
                  {t.print}
                </Button>
              </div>
            }
          >
            <div class="body stack">
              <div class="row-line">
                {Object.entries(data.counts).map(([verdict, number]) => (
                  <Badge key={verdict} tone={tone(verdict)}>
                    {verdict}: {count(number)}
                  </Badge>
                ))}
              </div>
              <Facts
                of={[
                  [t.evidence.period, `${data.from} – ${data.to}`],
                  [t.evidence.entries, <span class="number">{count(data.entries)}</span>],
                  [t.evidence.under, <span class="number">{t.evidence.checkpoint(count(data.size))}</span>],
                  [t.ledger.root, <bdi class="mono">{data.root}</bdi>],
                  [t.evidence.seed, <bdi class="mono">{data.seed}</bdi>],
                  [t.evidence.mapping, data.framework.version],
                ]}
              />
            </div>
          </Card>
          {data.controls.map((control) => (
            <Card key={control.id} title={`${control.id} ${control.title}`} aside={<Badge tone={tone(control.verdict)}>{control.verdict}</Badge>}>
              <div class="body stack tight">
                <p>{control.sentence}</p>
                {control.checks.length > 0 ? (
                  <DataTable
                    rows={control.checks}
                    keyOf={(_, i) => i}
                    columns={[
                      {
                        title: t.evidence.check,
                        whole: true,
                        cell: (one) => (
                          <div class="stack tight">
                            <span>{one.title}</span>
                            <Deviations of={one.deviations} />
                            <Records of={one.records} sampled={one.sampled} />
                          </div>
                        ),
                      },
                      { title: t.evidence.population, number: true, cell: (one) => count(one.population) },
                      { title: t.evidence.sampled, number: true, cell: (one) => count(one.sampled) },
                      { title: t.evidence.deviations, number: true, cell: (one) => count(one.deviations.length) },
                    ]}
                  />
                ) : null}
              </div>
            </Card>
          ))}
          {data.gaps.length > 0 ? (
            <Card title={t.evidence.gaps}>
              <div class="body">
                <Bullets of={data.gaps} />
              </div>
            </Card>
          ) : null}
        </>
      )}
    </Show>
  );
}

type Check = EvidenceType["controls"][number]["checks"][number];

function EntryLink({ index }: { index: number }) {
  const text = t.incidents.entry(count(index));
  return may("inclusionProof") ? <a href={to(["ledger", String(index)])}>{text}</a> : <>{text}</>;
}

/** Each deviation with the entries that show it, whose proofs the browser verifies. */
function Deviations({ of }: { of: Check["deviations"] }) {
  const all = useSignal(false);
  if (of.length === 0) return null;
  const shown = all.value ? of : of.slice(0, SHOWN);
  return (
    <ul class="bullets">
      {shown.map((one, i) => (
        <li key={i}>
          <Name strong>{one.subject}</Name> <Name>{one.what}</Name> <EntryLink index={one.entry} />
          {one.endedBy === null ? null : (
            <>
              {" · "}
              {t.evidence.ended} <EntryLink index={one.endedBy} />
            </>
          )}
          {one.acceptedBy === null ? null : (
            <>
              {" · "}
              {t.evidence.accepted} <EntryLink index={one.acceptedBy} />
            </>
          )}
        </li>
      ))}
      {of.length > shown.length ? (
        <li class="no-print">
          <Button tone="quiet" onClick={() => (all.value = true)}>
            {t.showAll(of.length)}
          </Button>
        </li>
      ) : null}
    </ul>
  );
}

/** The records of a sample, each with its ledger entry. */
function Records({ of, sampled }: { of: Check["records"]; sampled: number }) {
  if (of.length === 0) return null;
  return (
    <details>
      <summary>{t.evidence.records(of.length, sampled)}</summary>
      <ul class="bullets">
        {of.map((one, i) => (
          <li key={i}>
            <Name>{one.subject}</Name> <EntryLink index={one.entry} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function tone(verdict: string): string {
  if (verdict === "met") return "good";
  return verdict === "exceptions" ? "bad" : "unknown";
}
