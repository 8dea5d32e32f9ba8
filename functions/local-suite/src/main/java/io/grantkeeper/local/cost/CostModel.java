package io.grantkeeper.local.cost;

import io.grantkeeper.local.cost.Measurements.Call;
import io.grantkeeper.local.cost.Measurements.Event;
import io.grantkeeper.local.cost.Measurements.Sweep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** Reckons a month: measured quantities times how often, times prices. */
public final class CostModel {
    private static final double MILLION = 1e6;
    private static final double MINUTES_A_MONTH = 24 * 60 * Size.DAYS;
    /** Sent, received and deleted. */
    private static final int REQUESTS_A_MESSAGE = 3;
    /** Lambda asks each queue with five pollers, which wait 20 s each time: AWS' documented least. */
    private static final double IDLE_REQUESTS_A_QUEUE = 5 * 3 * MINUTES_A_MONTH;
    /** The window of the stream that wakes seal-on-write: entries within five seconds are one call. */
    private static final double WAKINGS_A_MINUTE = 12;

    private static final String ENFORCE = "enforce";

    private final Measurements measured;
    private final Prices prices;

    public CostModel(Measurements measured, Prices prices) {
        this.measured = measured;
        this.prices = prices;
    }

    /**
     * One line of a bill.
     *
     * @param unit as the price has it
     */
    public record Line(String what, double quantity, String unit, double dollars) {}

    /**
     * A month.
     *
     * @param dollarsPerThousandIdentities without what is paid whatever the size
     * @param assumed what went in without having been measured
     */
    public record Month(
            Size size,
            Prices prices,
            List<Line> lines,
            double dollars,
            double dollarsPerThousandIdentities,
            List<String> assumed) {
        public Month {
            lines = List.copyOf(lines);
            assumed = List.copyOf(assumed);
        }
    }

    public Month month(Size size) {
        List<Line> lines = new ArrayList<>();
        units(size, lines);
        functions(size, lines);
        double messages = partitions(size) * size.sweeps() + size.alerts();
        line(lines, "messages", messages * REQUESTS_A_MESSAGE / MILLION, "million queue requests");
        line(
                lines,
                "webhooks and decisions let in",
                (size.changes() + size.decisions()) / MILLION,
                "million HTTP requests");
        line(lines, "schedules", byClock(size) / MILLION, "million schedule calls");
        line(lines, "checkpoints signed", wakings(size) / 10_000, "ten thousand signatures");
        line(lines, "alerts by mail", size.alerts() / 1000, "thousand mails");
        double bySize = sum(lines);
        Measurements.Installation there = measured.installation();
        line(
                lines,
                "looking at empty queues",
                there.queues() * IDLE_REQUESTS_A_QUEUE / MILLION,
                "million queue requests");
        line(lines, "keys", there.keys(), "key");
        line(lines, "secrets", size.connections() + 2, "secret");
        line(lines, "alarms", there.alarms(), "alarm");
        line(lines, "metrics", there.metrics(), "metric");
        line(lines, "dashboard", 1, "dashboard");
        double perThousand = size.identities() == 0 ? 0 : bySize / size.identities() * 1000;
        return new Month(size, prices, lines, sum(lines), perThousand, assumed(size));
    }

    private void units(Size size, List<Line> lines) {
        Map<String, Double> events = new LinkedHashMap<>();
        events.put("change", size.changes());
        events.put("finding", size.alerts());
        events.put("entry", entries(size));
        events.put("look", size.identities() * Size.DAYS);
        events.put("enforced", looksOfEnforcement(size));
        events.put("decision", (double) size.decisions());
        double read = of(size, sweep -> sweep.unchanged().read()) * size.sweeps();
        double write = of(size, sweep -> sweep.unchanged().write()) * size.sweeps();
        for (Map.Entry<String, Double> event : events.entrySet()) {
            read += event(event.getKey()).read() * event.getValue();
            write += event(event.getKey()).write() * event.getValue();
        }
        for (Call call : measured.functions().values()) {
            double ticks = ticks(call);
            read += call.tick().map(Measurements.Tick::read).orElse(0.0) * ticks;
            write += call.tick().map(Measurements.Tick::write).orElse(0.0) * ticks;
        }
        line(lines, "table read", read / MILLION, "million read units");
        line(lines, "table written", write / MILLION, "million write units");
    }

    private void functions(Size size, List<Line> lines) {
        double invocations = 0;
        double gigabyteSeconds = 0;
        for (Map.Entry<String, Double> calls : calls(size).entrySet()) {
            Call call = call(calls.getKey());
            double seconds = call.milliseconds() * call.stretch() / 1000 * calls.getValue();
            if (calls.getKey().equals("sync-access")) {
                seconds += of(size, Sweep::providerCalls) * size.sweeps() * size.providerMilliseconds() / 1000;
            }
            if (calls.getKey().equals(ENFORCE)) {
                // A dossier is read and judged, as detect-by-clock does with one.
                Call look = call("detect-by-clock");
                seconds += looksOfEnforcement(size) * look.milliseconds() * look.stretch() / 1000;
            }
            invocations += calls.getValue();
            gigabyteSeconds += seconds * call.memoryMb() / 1024;
        }
        line(lines, "functions called", invocations / MILLION, "million invocations");
        line(lines, "functions running", gigabyteSeconds, "GB-second");
    }

    /** How often each function is called in a month. */
    private Map<String, Double> calls(Size size) {
        Map<String, Double> calls = new LinkedHashMap<>();
        calls.put("plan-sweep", size.connections() * size.sweeps());
        calls.put("sync-access", partitions(size) * size.sweeps() + size.changes());
        calls.put("receive-webhook", size.changes());
        calls.put("detect-changes", size.changes());
        calls.put("alert-owner", size.alerts());
        calls.put("detect-by-clock", size.identities() * Size.DAYS);
        calls.put("settle-answer", size.alerts());
        calls.put("seal-on-write", wakings(size));
        calls.put("decide", (double) size.decisions());
        measured.functions()
                .forEach((name, call) -> call.everyMinutes().ifPresent(_ -> calls.putIfAbsent(name, ticks(call))));
        return calls;
    }

    private static double ticks(Call call) {
        return call.everyMinutes().map(minutes -> MINUTES_A_MONTH / minutes).orElse(0.0);
    }

    /** Of each change, of each alert told and answered; decisions bring one root a minute at most. */
    private static double entries(Size size) {
        return size.changes() + 2 * size.alerts();
    }

    /** How often new entries of the ledger wake what seals it, which then signs. */
    private static double wakings(Size size) {
        double roots = Math.min((double) size.decisions(), MINUTES_A_MONTH);
        return Math.min(entries(size) + roots, WAKINGS_A_MINUTE * MINUTES_A_MONTH);
    }

    /** Where a policy is held, each identity in each run; else a run ends before it looks. */
    private double looksOfEnforcement(Size size) {
        return size.enforced() ? (double) size.identities() * ticks(call(ENFORCE)) : 0;
    }

    private double byClock(Size size) {
        double ticks = size.connections() * size.sweeps();
        for (Call call : measured.functions().values()) {
            ticks += ticks(call);
        }
        return ticks;
    }

    private double partitions(Size size) {
        return of(size, Sweep::partitions);
    }

    /** Along straight lines between the sizes that were measured, and on along the last. */
    private double of(Size size, ToDoubleFunction<Sweep> figure) {
        List<Sweep> sweeps = measured.sweeps();
        int upper = 1;
        while (upper < sweeps.size() - 1 && sweeps.get(upper).identities() < size.identities()) {
            upper++;
        }
        Sweep one = sweeps.get(upper - 1);
        Sweep other = sweeps.get(upper);
        double slope = (figure.applyAsDouble(other) - figure.applyAsDouble(one))
                / (double) (other.identities() - one.identities());
        return Math.max(0, figure.applyAsDouble(one) + slope * (size.identities() - one.identities()));
    }

    private Event event(String kind) {
        Event event = measured.perEvent().get(kind);
        if (event == null) {
            throw new IllegalStateException("measurements.json has no event '%s'".formatted(kind));
        }
        return event;
    }

    private Call call(String function) {
        Call call = measured.functions().get(function);
        if (call == null) {
            throw new IllegalStateException("measurements.json has no function '%s'".formatted(function));
        }
        return call;
    }

    private List<String> assumed(Size size) {
        TreeSet<String> assumed = new TreeSet<>();
        measured.perEvent().forEach((kind, event) -> {
            if (!event.measured()) {
                assumed.add(kind + ": " + event.source());
            }
        });
        measured.functions().forEach((name, call) -> {
            if (!call.measured()) {
                assumed.add(name + ": " + call.source());
            }
        });
        assumed.add(
                "processors: less than 1,769 MB are given a part of one, so what took a millisecond on a whole one is"
                        + " reckoned as 1,769 / memory of them; derived, not measured");
        if (size.enforced()) {
            assumed.add("enforce: an identity takes it as long as it takes detect-by-clock");
        }
        assumed.add("changes: %s a day of 1,000 identities".formatted(size.changesPerDay()));
        assumed.add("providers: %s ms an answer".formatted(size.providerMilliseconds()));
        return List.copyOf(assumed);
    }

    private void line(List<Line> lines, String what, double quantity, String unit) {
        lines.add(new Line(what, quantity, unit, quantity * prices.of(unit)));
    }

    private static double sum(List<Line> lines) {
        return lines.stream().mapToDouble(Line::dollars).sum();
    }
}
