import { useEffect, useMemo, useRef } from "preact/hooks";
import { download, may } from "../api/client";
import { Pages, type Page } from "../api/pages";
import type { Finding } from "../api/types";
import { setQuery, to } from "../router";
import { t } from "../texts";
import { Listed, MoreButton, SearchField, useParameters, useRowKeys } from "../ui/lists";
import { Badge, Bullets, Button, Empty, Head, Menu, Name, SeverityBadge, Time } from "../ui/parts";
import { TicketLine } from "../ui/tickets";
import { announce } from "../ui/toasts";

const NAMES = ["q", "severity", "type", "owner", "identity"] as const;
const SEVERITIES = ["critical", "high", "medium", "low", "unknown"] as const;

export function Findings() {
  const parameters = useParameters(NAMES);
  const filterText = JSON.stringify(parameters);
  const pages = useMemo(() => new Pages<Finding>(100), []);
  const start = () => pages.start("/findings", parameters);
  useEffect(() => {
    start();
    return () => pages.stop();
  }, [filterText]);
  const rows = pages.rows.value;
  const first = pages.first.value as (Page<Finding> & { matching?: number }) | undefined;
  useEffect(() => {
    if (first?.matching !== undefined) announce(t.findings.matching(first.matching));
  }, [first]);
  const list = useRef<HTMLDivElement>(null);
  useRowKeys(
    list,
    "[data-finding] a.name",
    (index) => {
      const row = rows[index];
      return row ? to(["identities", row.identity.key]) : undefined;
    },
    filterText,
  );
  const severities = new Set((parameters["severity"] ?? "").split(",").filter(Boolean));
  return (
    <div class="screen">
      <Head title={t.screens.findings} aside={<span class="muted number">{first?.matching === undefined ? "" : t.findings.matching(first.matching)}</span>}>
        {t.findings.lead}
      </Head>
      <div class="toolbar no-print">
        <SearchField label={t.findings.search} />
        <div class="buttons" role="group" aria-label={t.columns.severity}>
          {SEVERITIES.map((one) => (
            <Button
              key={one}
              aria-pressed={severities.has(one)}
              onClick={() => {
                const next = new Set(severities);
                if (!next.delete(one)) next.add(one);
                setQuery({ severity: [...next].join(",") || null });
              }}
            >
              {t.severity[one]}
            </Button>
          ))}
        </div>
        <span class="spring" />
        {may("exportFindings") ? (
          <Menu label={t.export} icon="download" end>
            {(close) =>
              (["csv", "json", "sarif"] as const).map((format) => (
                <a key={format} class="option" href={download(`/exports/findings?format=${format}`)} download={`findings.${format}`} onClick={close}>
                  {format.toUpperCase()}
                </a>
              ))
            }
          </Menu>
        ) : null}
      </div>
      <Listed
        of={pages}
        retry={start}
        empty={
          <Empty icon="circle-check" title={filterText === "{}" ? t.findings.empty : t.findings.noMatch}>
            {filterText === "{}" ? t.findings.emptyWhy : t.identities.noMatchWhy}
          </Empty>
        }
      >
        <div class="card" ref={list}>
          {rows.map((one) => (
            <div class="body" key={`${one.identity.id}#${one.key}`} data-finding={one.id}>
              <FindingBody finding={one} />
            </div>
          ))}
        </div>
      </Listed>
      <MoreButton of={pages} />
    </div>
  );
}

export function FindingBody({ finding, inside }: { finding: Finding; inside?: boolean }) {
  return (
    <article class="stack tight">
      <div class="spread">
        <p class="row-line together" style={{ flex: "1 1 20rem" }}>
          <SeverityBadge of={finding.severity} />
          <span>
            {inside ? (
              <b><Name>{finding.headline}</Name></b>
            ) : (
              <>
                <a class="name" href={to(["identities", finding.identity.key])}>
                  <Name>{finding.identity.name}</Name>
                </a>{" "}
                <Name>{finding.headline}</Name>
              </>
            )}
          </span>
        </p>
        <span class="muted small">
          <Time at={finding.foundAt} />
          {finding.owner ? (
            <>
              {" · "}
              <Name>{finding.owner.name}</Name>
            </>
          ) : null}
        </span>
      </div>
      {finding.before.length > 0 ? (
        <div class="compare">
          <section>
            <h3>{t.findings.before}</h3>
            <Bullets of={finding.before} limit={5} />
          </section>
          <section>
            <h3>{t.findings.after}</h3>
            <Bullets of={finding.after} limit={5} />
          </section>
        </div>
      ) : finding.after.length > 0 && !inside ? (
        <p class="small muted">
          {finding.after.slice(0, 3).map((one, i) => (
            <>
              {i > 0 ? " · " : ""}
              <Name>{one}</Name>
            </>
          ))}
          {finding.after.length > 3 ? ` · ${t.more(finding.after.length - 3)}` : ""}
        </p>
      ) : null}
      <details class="small">
        <summary>{t.findings.why}</summary>
        <div class="stack tight">
          {finding.reasons.length > 0 ? <Bullets of={finding.reasons} /> : null}
          <p>
            <Badge tone={finding.basis.certainty === "unknown" ? "unknown" : ""}>{t.certainty[finding.basis.certainty]}</Badge> <Name>{finding.basis.sentence}</Name>
          </p>
          {finding.advice ? (
            <p>
              <b>{t.findings.advice}</b> <Name>{finding.advice}</Name>
            </p>
          ) : null}
          <p class="muted">
            {t.findings.id} <bdi class="mono">{finding.id}</bdi> · <bdi class="mono">{finding.type}</bdi>
          </p>
        </div>
      </details>
      {finding.tickets.length > 0 ? (
        <p class="small row-line">
          {finding.tickets.map((ticket, i) => (
            <TicketLine key={i} of={ticket} />
          ))}
        </p>
      ) : null}
      {finding.question && !inside ? (
        <p class="small no-print">
          <a href={to(["identities", finding.identity.key])}>{t.findings.asked}</a>
        </p>
      ) : null}
    </article>
  );
}
