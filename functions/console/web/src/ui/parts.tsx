// The small parts that every screen consists of.
import type { ButtonHTMLAttributes, ComponentChildren } from "preact";
import { useEffect, useId, useLayoutEffect, useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";
import type { ApiError } from "../api/client";
import { session, starting } from "../api/client";
import type { Loaded } from "../api/use";
import type { KnownText, Moment as MomentType, Severity, Verdict } from "../api/types";
import { t } from "../texts";
import { absoluteTime, now, relativeTime, visible } from "./format";
import { icons, type IconName } from "./icons";

export function Icon({ name, small }: { name: IconName; small?: boolean }) {
  return (
    <svg class={small ? "icon small-icon" : "icon"} viewBox="0 0 24 24" aria-hidden="true">
      <path d={icons[name]} />
    </svg>
  );
}

/** A text that someone outside chose: isolated, and with invisible characters made visible. */
export function Name({ children, strong }: { children: string; strong?: boolean }) {
  return <bdi class={strong ? "name" : undefined}>{visible(children)}</bdi>;
}

export function Time({ at }: { at: string }) {
  return (
    <time dateTime={at} title={absoluteTime(at)}>
      {relativeTime(at, now.value)}
    </time>
  );
}

export function Unknown({ children = t.unknown }: { children?: string }) {
  return <span class="unknown">{children}</span>;
}

export function Moment({ of, never = t.never }: { of: MomentType; never?: string }) {
  switch (of.state) {
    case "at":
      return of.at ? <Time at={of.at} /> : <Unknown />;
    case "never":
      return <span>{never}</span>;
    case "unknown":
      return <Unknown />;
  }
}

export function Known({ of }: { of: KnownText }) {
  return of.state === "known" && of.value !== undefined ? <Name>{of.value}</Name> : <Unknown />;
}

export function SeverityBadge({ of }: { of: Severity }) {
  return (
    <span class={`badge ${of}`}>
      {of === "unknown" ? null : <span class="dot" />}
      {t.severity[of]}
    </span>
  );
}

export function VerdictText({ of, yes, no }: { of: Verdict; yes: string; no: string }) {
  return of === "unknown" ? <Unknown /> : <span>{of === "yes" ? yes : no}</span>;
}

export function Badge({ tone, children }: { tone?: string | undefined; children: ComponentChildren }) {
  return <span class={`badge ${tone ?? ""}`}>{children}</span>;
}

export function Bullets({ of, limit = 100 }: { of: readonly string[]; limit?: number }) {
  const all = useSignal(false);
  const shown = all.value ? of : of.slice(0, limit);
  return (
    <>
      <ul class="bullets">
        {shown.map((one, i) => (
          <li key={i}>
            <Name>{one}</Name>
          </li>
        ))}
      </ul>
      {of.length > shown.length ? (
        <button type="button" class="button quiet" onClick={() => (all.value = true)}>
          {t.showAll(of.length)}
        </button>
      ) : null}
    </>
  );
}

export function Facts({ of }: { of: readonly (readonly [string, ComponentChildren] | null)[] }) {
  return (
    <dl class="facts">
      {of.map((one) =>
        one ? (
          <>
            <dt>{one[0]}</dt>
            <dd>{one[1]}</dd>
          </>
        ) : null,
      )}
    </dl>
  );
}

export function Button({
  icon,
  keys,
  tone,
  children,
  ...rest
}: { icon?: IconName; keys?: string; tone?: string; children: ComponentChildren } & ButtonHTMLAttributes) {
  return (
    <button type="button" {...rest} class={`button ${tone ?? ""}`}>
      {icon ? <Icon name={icon} small /> : null}
      {children}
      {keys ? <kbd aria-hidden="true">{keys}</kbd> : null}
    </button>
  );
}

export function IconButton({ icon, label, ...rest }: { icon: IconName; label: string } & ButtonHTMLAttributes) {
  return (
    <button type="button" {...rest} class="button quiet icon-only" aria-label={label} title={label}>
      <Icon name={icon} />
    </button>
  );
}

export function Card({ title, aside, children, id }: { title?: ComponentChildren; aside?: ComponentChildren; children: ComponentChildren; id?: string }) {
  const own = useId();
  return (
    <section class="card" aria-labelledby={title ? own : undefined} id={id}>
      {title ? (
        <header>
          <h2 id={own}>{title}</h2>
          {aside}
        </header>
      ) : null}
      {children}
    </section>
  );
}

export function Note({ tone, children }: { tone?: "bad" | "warn" | "good"; children: ComponentChildren }) {
  const icon: IconName = tone === "good" ? "circle-check" : tone === undefined ? "info-circle" : "alert-triangle";
  return (
    <div class={`note ${tone ?? ""}`} role={tone === "bad" ? "alert" : undefined}>
      <Icon name={icon} />
      <div>{children}</div>
    </div>
  );
}

/** An empty state: says what would be here, why it is not, and what to do. */
export function Empty({ icon, title, children, actions }: { icon: IconName; title: string; children: ComponentChildren; actions?: ComponentChildren }) {
  return (
    <div class="empty">
      <Icon name={icon} />
      <h2>{title}</h2>
      <p>{children}</p>
      {actions ? <div class="buttons">{actions}</div> : null}
    </div>
  );
}

export function Skeleton() {
  const progress = starting.value;
  return (
    <div class="skeleton" role="status">
      {progress ? (
        <p class="muted number">
          {t.starting(progress.done, progress.total)}
          {progress.total > 0 ? <progress value={progress.done} max={progress.total} aria-hidden="true" /> : null}
        </p>
      ) : (
        <span class="hidden-visually">{t.loading}</span>
      )}
      {[0, 1, 2, 3, 4, 5].map((one) => (
        <span key={one} aria-hidden="true" />
      ))}
    </div>
  );
}

/** What went wrong, and what to do about it. */
export function Problem({ of, retry }: { of: ApiError; retry?: (() => void) | undefined }) {
  const roles = session.value?.roles ?? [];
  switch (of.kind) {
    case "forbidden":
      return (
        <Empty icon="lock" title={t.problem.forbidden}>
          {of.problem.detail ?? ""} {t.problem.roles(roles)}
        </Empty>
      );
    case "not-found":
      return (
        <Empty icon="help" title={t.problem.notFound} actions={<a class="button" href="/console/">{t.problem.toQueue}</a>}>
          {t.problem.notFoundWhy}
        </Empty>
      );
    case "unauthenticated":
      return (
        <Empty icon="clock" title={t.session.ended}>
          {t.session.endedWhy}
        </Empty>
      );
    default:
      return (
        <div class="empty" role="alert">
          <Icon name="alert-triangle" />
          <h2>{of.status === 0 ? t.problem.unreachable : (of.problem.title ?? t.problem.failed)}</h2>
          <p>
            {of.status === 0 ? t.problem.unreachableWhy : (of.problem.detail ?? t.problem.status(of.status))}
            {of.problem.fix ? ` ${of.problem.fix}` : ""}
          </p>
          {retry ? (
            <div class="buttons">
              <Button icon="refresh" onClick={retry}>
                {t.problem.retry}
              </Button>
            </div>
          ) : null}
        </div>
      );
  }
}

/** Shows what was read; before that nothing, and a placeholder if it takes longer than 100 ms. */
export function Show<T>({ of, children }: { of: Loaded<T>; children: (data: T) => ComponentChildren }) {
  if (of.data !== undefined) {
    return (
      <>
        {of.error ? (
          <Note tone="warn">
            {t.problem.stale} {of.error.problem.detail ?? t.problem.unreachableWhy}
          </Note>
        ) : null}
        {children(of.data)}
      </>
    );
  }
  if (of.error) return <Problem of={of.error} retry={of.reload} />;
  return of.slow ? <Skeleton /> : <div aria-busy="true" />;
}

/** A modal dialog. The browser keeps the focus inside and returns it. */
export function Dialog({ title, onClose, children, footer, palette }: { title: string; onClose: () => void; children: ComponentChildren; footer?: ComponentChildren; palette?: boolean }) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  // Before the next key arrives, and not only after the next frame.
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    const before = document.activeElement;
    dialog.showModal();
    dialog.querySelector<HTMLElement>("[data-focus]")?.focus();
    return () => {
      dialog.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={ref}
      class={palette ? "palette" : undefined}
      aria-labelledby={palette ? undefined : id}
      aria-label={palette ? title : undefined}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onMouseDown={(event) => {
        if (event.target === ref.current) onClose();
      }}
    >
      {palette ? null : (
        <header>
          <h2 id={id}>{title}</h2>
          <IconButton icon="x" label={t.close} onClick={onClose} />
        </header>
      )}
      {palette ? children : <div class="body">{children}</div>}
      {footer ? <footer>{footer}</footer> : null}
    </dialog>
  );
}

/** A button with a sheet below it. Closes on Escape, on a click elsewhere, and when the focus leaves. */
export function Menu({ label, icon, end, children }: { label: string; icon?: IconName; end?: boolean; children: (close: () => void) => ComponentChildren }) {
  const open = useSignal(false);
  const ref = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => {
    if (!open.value) return;
    const outside = (event: Event) => {
      if (!ref.current?.contains(event.target as Node)) open.value = false;
    };
    document.addEventListener("mousedown", outside);
    document.addEventListener("focusin", outside);
    return () => {
      document.removeEventListener("mousedown", outside);
      document.removeEventListener("focusin", outside);
    };
  }, [open.value]);
  const close = () => {
    open.value = false;
    ref.current?.querySelector("button")?.focus();
  };
  const move = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const all = [...(ref.current?.querySelectorAll<HTMLElement>(".sheet button, .sheet a, .sheet input") ?? [])];
      const at = all.indexOf(document.activeElement as HTMLElement);
      const next = all[(at + (event.key === "ArrowDown" ? 1 : -1) + all.length) % all.length];
      event.preventDefault();
      if (open.value) next?.focus();
      else open.value = true;
    }
  };
  return (
    <div class={end ? "menu end" : "menu"} ref={ref} onKeyDown={open.value ? move : undefined}>
      <Button {...(icon ? { icon } : {})} aria-expanded={open.value} aria-controls={id} onClick={() => (open.value = !open.value)}>
        {label}
      </Button>
      {open.value ? (
        <div class="sheet rise" id={id}>
          {children(close)}
        </div>
      ) : null}
    </div>
  );
}

export function Progress({ part, whole, label }: { part: number; whole: number; label: string }) {
  const share = whole === 0 ? 0 : Math.min(100, (100 * part) / whole);
  return (
    <div class="progress" role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={whole} aria-valuenow={part}>
      <span style={{ width: `${share}%` }} />
    </div>
  );
}

/** The head of a screen: its title gets the focus when the route changes. */
export function Head({ title, children, aside, small }: { title: string; children?: ComponentChildren; aside?: ComponentChildren; small?: boolean }) {
  useEffect(() => {
    document.title = `${title} · ${t.product}`;
  }, [title]);
  return (
    <header class="head">
      <div class="spread">
        <h1 tabIndex={-1} class={small ? "small muted" : undefined}>
          <Name>{title}</Name>
        </h1>
        {aside}
      </div>
      {children ? <p class="lead">{children}</p> : null}
    </header>
  );
}

export function kindIcon(kind: string): IconName {
  switch (kind) {
    case "ai-agent":
      return "robot";
    case "bot":
      return "message-chatbot";
    case "service-account":
      return "user-cog";
    case "workload":
    case "role":
      return "cloud";
    case "api-key":
    case "token":
    case "ssh-key":
    case "deploy-key":
    case "certificate":
    case "admin-key":
      return "key";
    case "webhook":
    case "integration":
      return "plug";
    default:
      return "app-window";
  }
}
