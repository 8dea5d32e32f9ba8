import { signal } from "@preact/signals";
import { t } from "../texts";

const number = new Intl.NumberFormat("en-US");
const absolute = new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeStyle: "long" });
const day = new Intl.DateTimeFormat("en-US", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const clock = new Intl.DateTimeFormat("en-US", { hour: "numeric", minute: "2-digit" });

export const now = signal(Date.now());

export function count(value: number): string {
  return number.format(value);
}

export function absoluteTime(at: string): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? at : `${absolute.format(date)} (${at})`;
}

export function dayOf(at: string): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? at : day.format(date);
}

export function clockOf(at: string): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? at : clock.format(date);
}

/** Returns the beginning of a digest, which tells entries apart; anything else as it is. */
export function shortDigest(text: string): string {
  return /^sha256:[0-9a-f]{32,}$/.test(text) ? `${text.slice(0, 15)}…` : text;
}

/** A text of the server as a sentence of its own: a capital first, and a period last. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  return trimmed.charAt(0).toUpperCase() + trimmed.slice(1) + (/[.?!]$/.test(trimmed) || trimmed === "" ? "" : ".");
}

/** Returns the words of a code such as "out-of-character" or "shadow-ai". */
export function codeWords(code: string): string {
  return code.replaceAll("-", " ").replace(/\bai\b/, "AI");
}

/** Returns a short relative time, such as "4 h ago" or "in 2 d"; beyond 60 days the date says more. */
export function relativeTime(at: string, from: number): string {
  const time = Date.parse(at);
  if (Number.isNaN(time)) return at;
  const minutes = Math.round(Math.abs(from - time) / 60_000);
  const future = time > from;
  if (minutes < 1) return t.time.now;
  const hours = Math.round(minutes / 60);
  const days = Math.round(minutes / 1_440);
  if (days > 60) return dayOf(at);
  const amount = minutes < 60 ? t.time.minutes(minutes) : hours < 48 ? t.time.hours(hours) : t.time.days(days);
  return future ? t.time.in(amount) : t.time.ago(amount);
}

// Characters that change how their neighbors are displayed, or that cannot be seen: a name must not use them unnoticed.
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]/g;

/** Returns an external text with invisible characters and bidirectional marks made visible. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, (one) => `[U+${one.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}]`);
}
