// Days of use as an SVG of our own: it prints, follows the theme, and its label says the same to those who do not see it.
import { t } from "../texts";
import { count, dayOf } from "../ui/format";

const DAY = 86_400_000;
const MOST = 180;

/** Draws one column per day: tall for a day with recorded use, low for one without. `days` is how many days of use are known. */
export function ActiveDays({ of, days, until }: { of: readonly string[]; days: number; until: string | null }) {
  const active = new Set(of);
  const last = Math.floor(Math.max(Date.parse(until ?? "") || 0, ...of.map((day) => Date.parse(`${day}T00:00:00Z`) || 0)) / DAY) * DAY;
  const length = Math.min(MOST, Math.max(1, days));
  if (last === 0) return null;
  const start = last - (length - 1) * DAY;
  const used = Array.from({ length }, (_, i) => active.has(new Date(start + i * DAY).toISOString().slice(0, 10)));
  const width = 100 / Math.max(length, 30);
  const label = t.bars.label(count(used.filter(Boolean).length), count(length), dayOf(new Date(start).toISOString()), dayOf(new Date(last).toISOString()));
  return (
    <figure>
      <svg class="bars" viewBox="0 0 100 24" preserveAspectRatio="none" role="img" aria-label={label}>
        <line x1="0" y1="23.8" x2="100" y2="23.8" vector-effect="non-scaling-stroke" />
        {used.map((one, i) => (
          <rect key={i} class={one ? "used" : undefined} x={i * width + width * 0.14} width={width * 0.72} y={one ? 2 : 20} height={one ? 21.5 : 3.5} />
        ))}
      </svg>
      <figcaption class="small muted">{label}</figcaption>
    </figure>
  );
}
