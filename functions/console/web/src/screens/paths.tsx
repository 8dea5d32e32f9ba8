// How an identity reaches tier zero: drawn from left to right, and as numbered sentences.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { at, download, may } from "../api/client";
import type { PathReport } from "../api/types";
import { useRead } from "../api/use";
import { t } from "../texts";
import { count } from "../ui/format";
import { visible } from "../ui/format";
import { Bullets, Card, Empty, Icon, Name, Note, Show, Skeleton } from "../ui/parts";

interface Box {
  readonly id: string;
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

interface Line {
  readonly points: readonly { x: number; y: number }[];
  readonly label: string;
}

interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
}

const HEIGHT = 38;

function shorten(text: string): string {
  const all = [...visible(text)];
  return all.length <= 26 ? all.join("") : `${all.slice(0, 25).join("")}…`;
}

async function draw(report: PathReport): Promise<Drawing> {
  const dagre = await import("@dagrejs/dagre");
  const graph = new dagre.Graph({ multigraph: true });
  const wide = innerWidth > 736;
  graph.setGraph({ rankdir: wide ? "LR" : "TB", nodesep: 20, ranksep: wide ? 96 : 44, marginx: 8, marginy: 8 });
  graph.setDefaultEdgeLabel(() => ({}));
  const names = new Map<string, string>();
  for (const step of report.steps) {
    names.set(step.from, step.fromName);
    names.set(step.to, step.toName);
  }
  for (const [id, name] of names) graph.setNode(id, { width: Math.max(90, [...shorten(name)].length * 7.2 + 24), height: HEIGHT });
  report.steps.forEach((step, i) => graph.setEdge(step.from, step.to, { width: step.by.length * 5.5, height: 14, labelpos: "c" }, String(i)));
  dagre.layout(graph);
  const size = graph.graph() as { width?: number; height?: number };
  return {
    width: size.width ?? 100,
    height: size.height ?? 100,
    boxes: [...names].map(([id, name]) => {
      const node = graph.node(id) as { x: number; y: number; width: number };
      return { id, label: shorten(name), x: node.x, y: node.y, width: node.width };
    }),
    lines: report.steps.map((step, i) => {
      const edge = graph.edge(step.from, step.to, String(i)) as { points: { x: number; y: number }[] };
      return { points: edge.points, label: shorten(step.by) };
    }),
  };
}

export function Paths({ id, self, name }: { id: string; self: string; name: string }) {
  const report = useRead<PathReport>(`${at("identities", id)}/paths`);
  return (
    <div class="stack">
      <Show of={report}>{(data) => <Report report={data} self={self} name={name} />}</Show>
    </div>
  );
}

function Report({ report, self, name }: { report: PathReport; self: string; name: string }) {
  const drawing = useSignal<Drawing | null>(null);
  const failed = useSignal(false);
  useEffect(() => {
    if (report.steps.length === 0) return;
    let current = true;
    draw(report)
      .then((drawn) => current && (drawing.value = drawn))
      .catch(() => current && (failed.value = true));
    return () => {
      current = false;
    };
  }, [report]);
  const goals = new Set(report.members.map((one) => one.id));
  const choke = new Set(report.chokePoints);
  return (
    <>
      <Card
        title={report.inZone ? t.paths.inZone : report.reaches ? t.paths.reaches(report.steps.length) : t.paths.none}
        aside={
          may("exportPaths") ? (
            <a class="button no-print" href={download("/exports/paths")} download="paths.json">
              <Icon name="download" small />
              OpenGraph
            </a>
          ) : undefined
        }
      >
        {report.inZone ? (
          <div class="body">
            <Note tone="bad">
              <Name strong>{name}</Name> <Name>{report.inZone}</Name>
            </Note>
          </div>
        ) : null}
        {report.steps.length > 0 ? (
          <>
            <div class="body graph" tabIndex={0} role="group" aria-label={t.paths.drawing}>
              {drawing.value ? <Drawn drawing={drawing.value} self={self} goals={goals} choke={choke} /> : failed.value ? <Note tone="warn">{t.paths.notDrawn}</Note> : <Skeleton />}
            </div>
            <div class="body">
              <ol class="steps">
                {report.steps.map((step, i) => (
                  <li key={i}>
                    <span>
                      <Name>{step.sentence}</Name>
                    </span>
                  </li>
                ))}
              </ol>
            </div>
          </>
        ) : report.inZone ? null : (
          <Empty icon="route" title={t.paths.noneTitle}>
            {t.paths.noneWhy}
          </Empty>
        )}
      </Card>
      <div class="columns even">
        <Card title={t.paths.exposure}>
          <div class="body stack tight">
            <p>{t.paths.exposed(report.exposed, report.identities)}</p>
            {report.members.length > 0 ? (
              <>
                <p class="label">{t.paths.members}</p>
                <ul class="bullets">
                  {report.members.slice(0, 8).map((one) => (
                    <li key={one.id}>
                      <Name strong>{one.name}</Name> <Name>{one.reason}</Name>
                    </li>
                  ))}
                </ul>
              </>
            ) : null}
            {report.zones.length > 0 ? (
              <>
                <p class="label">{t.paths.zones}</p>
                <ul class="bullets">
                  {report.zones.map((one) => (
                    <li key={one.name}>
                      <Name strong>{one.name}</Name> {t.paths.zone(one.inZone, one.reaches, one.exposed)}
                    </li>
                  ))}
                </ul>
              </>
            ) : null}
          </div>
        </Card>
        <Card title={t.paths.first}>
          <div class="body stack tight">
            {report.cut.length === 0 ? (
              <p class="muted">{t.paths.noCut}</p>
            ) : (
              <ul class="bullets">
                {report.cut.slice(0, 8).map((one) => (
                  <li key={one.grant}>
                    <bdi class="mono">{visible(one.grant)}</bdi> <span class="muted">{t.paths.still(count(one.stillReaching))}</span>
                  </li>
                ))}
              </ul>
            )}
            {report.chokePoints.length > 0 ? (
              <>
                <p class="label">{t.paths.chokePoints}</p>
                <Bullets of={report.chokePoints} limit={8} />
              </>
            ) : null}
            {report.notCollected.length > 0 ? (
              <>
                <p class="label">{t.paths.notCollected}</p>
                <Bullets of={report.notCollected} limit={8} />
              </>
            ) : null}
          </div>
        </Card>
      </div>
    </>
  );
}

function Drawn({ drawing, self, goals, choke }: { drawing: Drawing; self: string; goals: ReadonlySet<string>; choke: ReadonlySet<string> }) {
  return (
    <svg width={drawing.width} height={drawing.height} viewBox={`0 0 ${drawing.width} ${drawing.height}`} aria-hidden="true">
      <defs>
        <marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
          <path class="arrow" d="M0 0l8 4-8 4z" />
        </marker>
      </defs>
      {drawing.lines.map((line, i) => {
        const middle = line.points[Math.floor(line.points.length / 2)];
        return (
          <g class="edge" key={i}>
            <path d={line.points.map((point, j) => `${j === 0 ? "M" : "L"}${point.x} ${point.y}`).join("")} marker-end="url(#arrow)" />
            {middle ? (
              <text x={middle.x} y={middle.y - 6} text-anchor="middle">
                {line.label}
              </text>
            ) : null}
          </g>
        );
      })}
      {drawing.boxes.map((box) => (
        <g key={box.id} class={`node ${box.id === self ? "self" : ""} ${goals.has(box.id) ? "goal" : ""} ${choke.has(box.id) ? "choke" : ""}`}>
          <rect x={box.x - box.width / 2} y={box.y - HEIGHT / 2} width={box.width} height={HEIGHT} rx="8" />
          <text x={box.x} y={box.y + 4} text-anchor="middle">
            {box.label}
          </text>
        </g>
      ))}
    </svg>
  );
}
