// ⌘K: every screen, every action, and every identity by name.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { helpOpen, paletteOpen, screens } from "../app";
import { get, may, query } from "../api/client";
import type { IdentityList } from "../api/types";
import { go, to } from "../router";
import { compact, theme, type Theme } from "../settings";
import { t } from "../texts";
import type { IconName } from "../ui/icons";
import { Dialog, Icon, kindIcon, Name } from "../ui/parts";

interface Choice {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly icon: IconName;
  readonly run: () => void;
}

export function Palette() {
  const typed = useSignal("");
  const at = useSignal(0);
  const found = useSignal<readonly Choice[]>([]);
  const list = useRef<HTMLUListElement>(null);
  const close = () => (paletteOpen.value = false);
  useEffect(() => {
    const text = typed.value.trim();
    if (text.length < 2 || !may("identities")) {
      found.value = [];
      return;
    }
    const abort = new AbortController();
    const timer = setTimeout(() => {
      get<IdentityList>(`/identities${query({ q: text, limit: 8 })}`, abort.signal)
        .then((page) => {
          found.value = page.items.map((row) => ({
            id: `identity-${row.key}`,
            label: row.name,
            hint: `${row.kindName} · ${row.providerName}`,
            icon: kindIcon(row.kind),
            run: () => go(to(["identities", row.key])),
          }));
        })
        .catch(() => undefined);
    }, 120);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [typed.value]);
  const themes: readonly Theme[] = ["system", "light", "dark", "contrast"];
  const fixed: readonly Choice[] = [
    ...screens
      .filter((one) => one.needs === null || may(one.needs))
      .map((one) => ({
        id: one.name,
        label: t.screens[one.name as keyof typeof t.screens],
        hint: `g ${one.key}`,
        icon: one.icon,
        run: () => go(to(one.name === "queue" ? [] : [one.name])),
      })),
    ...themes.map((one) => ({ id: `theme-${one}`, label: t.palette.theme(t.themes[one]), hint: "", icon: "contrast" as const, run: () => (theme.value = one) })),
    { id: "density", label: t.palette.density, hint: "", icon: "list-search", run: () => (compact.value = !compact.value) },
    { id: "help", label: t.help.open, hint: "?", icon: "keyboard", run: () => (helpOpen.value = true) },
    { id: "print", label: t.print, hint: "", icon: "printer", run: () => setTimeout(() => window.print(), 50) },
  ];
  const words = typed.value.trim().toLowerCase().split(/\s+/);
  const choices = [...fixed.filter((one) => words.every((word) => one.label.toLowerCase().includes(word))), ...found.value];
  if (choices.length === 0 && typed.value.trim() && may("identities")) {
    choices.push({ id: "search", label: t.palette.search(typed.value.trim()), hint: "", icon: "search", run: () => go(to(["identities"], { q: typed.value.trim() })) });
  }
  const active = Math.min(at.value, choices.length - 1);
  const run = (one: Choice | undefined) => {
    if (!one) return;
    close();
    one.run();
  };
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    <Dialog title={t.palette.open} onClose={close} palette>
      <input
        class="input"
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={choices[active] ? `palette-${choices[active].id}` : undefined}
        aria-label={t.palette.open}
        placeholder={t.palette.placeholder}
        maxLength={200}
        autocomplete="off"
        value={typed.value}
        onInput={(event) => {
          typed.value = event.currentTarget.value;
          at.value = 0;
        }}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown" || event.key === "ArrowUp") {
            event.preventDefault();
            at.value = (active + (event.key === "ArrowDown" ? 1 : -1) + choices.length) % choices.length;
          } else if (event.key === "Enter") {
            event.preventDefault();
            run(choices[active]);
          }
        }}
      />
      <ul role="listbox" id="palette-list" aria-label={t.palette.results} ref={list}>
        {choices.map((one, i) => (
          <li key={one.id} id={`palette-${one.id}`} role="option" aria-selected={i === active} class="option" onMouseMove={() => (at.value = i)} onClick={() => run(one)}>
            <Icon name={one.icon} small />
            <Name>{one.label}</Name>
            <span class="muted small">{one.hint}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
