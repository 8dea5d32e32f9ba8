// The frame: navigation, sign-in, and the screen that the address names.
import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { ApiError, expired, forget, may, post, readSession, session } from "./api/client";
import type { OperationId, Queue as QueueType } from "./api/types";
import { useRead } from "./api/use";
import { BASE, go, place, screen, to } from "./router";
import { compact, theme, type Theme } from "./settings";
import { t } from "./texts";
import { count } from "./ui/format";
import { startKeys, singleKeys } from "./ui/keys";
import type { IconName } from "./ui/icons";
import { Button, Dialog, Empty, Icon, IconButton, Menu, Note, Problem, Skeleton } from "./ui/parts";
import { Announcer, Toasts, toast, undoLatest } from "./ui/toasts";
import { Queue } from "./screens/queue";

interface Screen {
  readonly name: string;
  readonly icon: IconName;
  readonly key: string;
  /** What the session must be able to call. `null`: the screen explains itself. */
  readonly needs: OperationId | null;
  readonly load: () => Promise<ComponentType>;
}

const groups: readonly (readonly [string, readonly Screen[]])[] = [
  [
    t.nav.work,
    [
      { name: "queue", icon: "inbox", key: "q", needs: "queue", load: async () => Queue },
      { name: "findings", icon: "alert-triangle", key: "f", needs: "findings", load: async () => (await import("./screens/findings")).Findings },
      { name: "incidents", icon: "flame", key: "n", needs: "incidents", load: async () => (await import("./screens/incidents")).Incidents },
      { name: "reviews", icon: "clipboard-check", key: "r", needs: "reviews", load: async () => (await import("./screens/reviews")).Reviews },
    ],
  ],
  [
    t.nav.inventory,
    [
      { name: "identities", icon: "robot", key: "i", needs: "identities", load: async () => (await import("./screens/identities")).Identities },
      { name: "approvals", icon: "shield-check", key: "a", needs: "approvals", load: async () => (await import("./screens/approvals")).Approvals },
      { name: "coverage", icon: "radar-2", key: "c", needs: "coverage", load: async () => (await import("./screens/coverage")).Coverage },
    ],
  ],
  [
    t.nav.control,
    [
      { name: "policies", icon: "scale", key: "p", needs: "policies", load: async () => (await import("./screens/policies")).Policies },
      { name: "decisions", icon: "gavel", key: "d", needs: "decisions", load: async () => (await import("./screens/decisions")).Decisions },
    ],
  ],
  [
    t.nav.prove,
    [
      { name: "evidence", icon: "certificate", key: "e", needs: "frameworks", load: async () => (await import("./screens/evidence")).Evidence },
      { name: "ledger", icon: "link", key: "l", needs: "ledger", load: async () => (await import("./screens/ledger")).Ledger },
    ],
  ],
];
export const screens: readonly Screen[] = groups.flatMap(([, all]) => all);

const loaded = signal<Readonly<Record<string, ComponentType>>>({ queue: Queue });
const broken = signal<string | null>(null);
const failure = signal<ApiError | null>(null);
export const paletteOpen = signal(false);
export const helpOpen = signal(false);
const navOpen = signal(false);

const Palette = signal<ComponentType | null>(null);

function openPalette(): void {
  paletteOpen.value = true;
  if (!Palette.value) void import("./screens/palette").then((module) => (Palette.value = module.Palette));
}

startKeys({
  "command-k": openPalette,
  "?": () => (helpOpen.value = true),
  "/": () => {
    const field = document.querySelector<HTMLElement>("main input[type=search]");
    if (field) field.focus();
    else openPalette();
  },
  "u": () => undoLatest(),
  ...Object.fromEntries(screens.map((one) => [`g ${one.key}`, () => go(to(one.name === "queue" ? [] : [one.name]))])),
});

export function signInAddress(stepUp = false): string {
  const back = encodeURIComponent(location.pathname + location.search);
  return `${BASE}/sign-in?${stepUp ? "step-up=1&" : ""}return=${back}`;
}

async function signOut(): Promise<void> {
  try {
    await post("/session/sign-out", {});
    forget();
    session.value = null;
    await readSession();
  } catch (problem) {
    toast(problem instanceof ApiError && problem.message ? problem.message : t.session.signOutFailed, { bad: true });
  }
}

function start(): void {
  failure.value = null;
  readSession().catch((problem: unknown) => {
    failure.value = problem instanceof ApiError ? problem : new ApiError(0, {});
  });
}

export function App() {
  useEffect(start, []);
  const current = session.value;
  if (!current) {
    return failure.value ? (
      <main class="center">
        <div class="card">
          <Problem of={failure.value} retry={start} />
        </div>
      </main>
    ) : (
      <div aria-busy="true" />
    );
  }
  if (!current.signedIn) return <SignIn />;
  return (
    <>
      <a class="skip" href="#main">
        {t.nav.skip}
      </a>
      <div class="shell">
        <Navigation />
        <div>
          <Top />
          <Body />
        </div>
      </div>
      {expired.value ? <Expired /> : null}
      {paletteOpen.value && Palette.value ? <Palette.value /> : null}
      {helpOpen.value ? <Help /> : null}
      <Toasts />
      <Announcer />
    </>
  );
}

function Navigation() {
  const queue = useRead<QueueType>(may("queue") ? "/queue" : null);
  const waiting = queue.data?.counts.forYou;
  return (
    <nav class={navOpen.value ? "nav open" : "nav"} aria-label={t.nav.label} onClick={() => (navOpen.value = false)}>
      <div class="spread">
        <a class="brand" href="/console/">
          <img src="/console/icon.svg" alt="" width={24} height={24} />
          {t.product}
        </a>
        {navOpen.value ? <IconButton icon="x" label={t.close} /> : null}
      </div>
      {groups.map(([title, all]) => {
        const shown = all.filter((one) => one.needs === null || may(one.needs));
        return shown.length === 0 ? null : (
          <>
            <h2>{title}</h2>
            {shown.map((one) => (
              <a
                key={one.name}
                class="item"
                href={to(one.name === "queue" ? [] : [one.name])}
                aria-current={screen.value === one.name ? "page" : undefined}
              >
                <Icon name={one.icon} />
                {t.screens[one.name as keyof typeof t.screens]}
                {one.name === "queue" && waiting ? <span class="count">{count(waiting)}</span> : null}
              </a>
            ))}
          </>
        );
      })}
      <footer>
        <bdi>{session.value?.company ?? ""}</bdi>
        <br />
        {t.nav.version(session.value?.version ?? "")}
      </footer>
    </nav>
  );
}

function Top() {
  const current = session.value;
  const themes: readonly (readonly [Theme, IconName])[] = [
    ["system", "app-window"],
    ["light", "sun"],
    ["dark", "moon"],
    ["contrast", "contrast"],
  ];
  return (
    <header class="topbar">
      <button type="button" class="button quiet icon-only menu-button" aria-label={t.nav.open} aria-expanded={navOpen.value} onClick={() => (navOpen.value = true)}>
        <Icon name="menu-2" />
      </button>
      <button type="button" class="button jump" onClick={openPalette}>
        <Icon name="search" small />
        {t.palette.open}
        <kbd aria-hidden="true">{/Mac|iP/.test(navigator.platform) ? "⌘K" : "Ctrl K"}</kbd>
      </button>
      <span class="spring" />
      <span class="wide">
        <IconButton icon="help" label={t.help.open} onClick={() => (helpOpen.value = true)} />
      </span>
      <Menu label={current?.name ?? t.session.account} icon="user" end>
        {(close) => (
          <>
            <h3>{t.session.rolesAre(current?.roles ?? [])}</h3>
            {themes.map(([name, icon]) => (
              <button
                key={name}
                type="button"
                class="option"
                aria-pressed={theme.value === name}
                onClick={() => {
                  theme.value = name;
                  close();
                }}
              >
                <Icon name={icon} small />
                {t.themes[name]}
                {theme.value === name ? <Icon name="check" small /> : null}
              </button>
            ))}
            <button type="button" class="option" aria-pressed={compact.value} onClick={() => (compact.value = !compact.value)}>
              <Icon name="list-search" small />
              {t.compact}
              {compact.value ? <Icon name="check" small /> : null}
            </button>
            <button type="button" class="option" onClick={() => (helpOpen.value = true)}>
              <Icon name="keyboard" small />
              {t.help.open}
            </button>
            <button type="button" class="option" onClick={() => void signOut()}>
              <Icon name="logout" small />
              {t.session.signOut}
            </button>
          </>
        )}
      </Menu>
    </header>
  );
}

function Body() {
  const name = screen.value;
  const one = screens.find((each) => each.name === name);
  const main = useRef<HTMLElement>(null);
  const path = place.value.path.join("/");
  const before = useRef(path);
  useEffect(() => {
    if (!one || loaded.value[name]) return;
    broken.value = null;
    one
      .load()
      .then((component) => (loaded.value = { ...loaded.value, [name]: component }))
      .catch(() => (broken.value = name));
  }, [name]);
  const Current = loaded.value[name];
  useEffect(() => {
    // A new view starts at its title, for the keyboard and for screen readers.
    if (before.current === path || !Current) return;
    before.current = path;
    const element = main.current;
    if (!element) return;
    const title = () => {
      const heading = element.querySelector<HTMLElement>("h1");
      heading?.focus({ preventScroll: true });
      return heading !== null;
    };
    // Later than a dialog that closes and returns the focus. A title may arrive with its data.
    const observer = new MutationObserver(() => {
      const idle = document.activeElement === element || document.activeElement === document.body;
      if (!idle || title()) observer.disconnect();
    });
    const timer = setTimeout(() => {
      if (title()) return;
      element.focus({ preventScroll: true });
      observer.observe(element, { childList: true, subtree: true });
    });
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  }, [path, Current]);
  return (
    <main id="main" ref={main} tabIndex={-1}>
      {!one ? (
        <Problem of={new ApiError(404, { type: "urn:grantkeeper:problem:not-found" })} />
      ) : one.needs && !may(one.needs) ? (
        <Empty icon="lock" title={t.problem.noScreen(t.screens[name as keyof typeof t.screens])}>
          {t.problem.roles(session.value?.roles ?? [])}
        </Empty>
      ) : broken.value === name ? (
        <Empty icon="alert-triangle" title={t.problem.update} actions={<Button icon="refresh" onClick={() => location.reload()}>{t.problem.reload}</Button>}>
          {t.problem.updateWhy}
        </Empty>
      ) : Current ? (
        <Current key={place.value.path.slice(0, 2).join("/")} />
      ) : (
        <Skeleton />
      )}
    </main>
  );
}

function SignIn() {
  const how = session.value?.signIn ?? "none";
  useEffect(() => {
    document.title = `${t.session.signIn} · ${t.product}`;
  }, []);
  return (
    <main class="center">
      <div class="card stack">
        <img src="/console/icon.svg" alt="" width={48} height={48} />
        <div class="stack tight">
          <h1>{t.session.welcome}</h1>
          <p class="muted">{t.session.how[how]}</p>
        </div>
        {how === "oidc" ? (
          <a class="button primary" href={signInAddress()}>
            <Icon name="login" small />
            {t.session.signIn}
          </a>
        ) : null}
        {how === "link" ? <pre class="code">{t.session.linkExample}</pre> : null}
        <div class="buttons">
          <Button tone="quiet" icon="refresh" onClick={start}>
            {t.session.again}
          </Button>
        </div>
      </div>
    </main>
  );
}

function Expired() {
  const oidc = session.value?.signIn === "oidc";
  return (
    <Dialog
      title={t.session.ended}
      onClose={() => (expired.value = false)}
      footer={
        <>
          <Button onClick={() => (expired.value = false)}>{t.session.stay}</Button>
          {oidc ? (
            <a class="button primary" href={signInAddress()}>
              {t.session.signIn}
            </a>
          ) : (
            <Button tone="primary" onClick={start}>
              {t.session.again}
            </Button>
          )}
        </>
      }
    >
      <p>{t.session.endedWhy}</p>
      {oidc ? null : <Note>{t.session.how.link}</Note>}
    </Dialog>
  );
}

function Help() {
  return (
    <Dialog title={t.help.title} onClose={() => (helpOpen.value = false)}>
      <div class="compare">
        {t.help.sections.map((section) => (
          <section key={section.title}>
            <h3>{section.title}</h3>
            <dl class="facts">
              {section.keys.map(([keys, what]) => (
                <>
                  <dt>
                    {keys.split(" ").map((one) => (
                      <>
                        <kbd>{one}</kbd>{" "}
                      </>
                    ))}
                  </dt>
                  <dd>{what}</dd>
                </>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <label class="row-line">
        <input type="checkbox" class="check" checked={singleKeys.value} onChange={(event) => (singleKeys.value = event.currentTarget.checked)} />
        {t.help.single}
      </label>
    </Dialog>
  );
}
