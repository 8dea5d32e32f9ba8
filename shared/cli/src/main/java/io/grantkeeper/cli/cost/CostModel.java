package io.grantkeeper.cli.cost;

import io.grantkeeper.cli.cost.CostMeasurements.Call;
import io.grantkeeper.cli.cost.CostMeasurements.Event;
import io.grantkeeper.cli.cost.CostMeasurements.Sweep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** Estimates the monthly cost: multiplies measured quantities by their frequency and by list prices. */
public final class CostModel {
    private static final double MILLION = 1e6;
    private static final double MINUTES_PER_MONTH = 24 * 60 * InstallationSize.DAYS;
    /** The number of SQS requests per message: one each to send, receive and delete it. */
    private static final int REQUESTS_PER_MESSAGE = 3;
    /**
     * The number of SQS requests per month for an empty queue. Lambda polls each queue with five pollers, the minimum
     * that AWS documents, and each poll waits 20 s for a message.
     */
    private static final double IDLE_REQUESTS_PER_QUEUE = 5 * 3 * MINUTES_PER_MONTH;
    /**
     * The maximum number of invocations of seal-on-write per minute. It follows from the batch window of the function's
     * stream: all entries that are written within five seconds cause one invocation.
     */
    private static final double MAX_SEALS_PER_MINUTE = 12;

    /**
     * The number of activities in an invocation of watch-activity: the activities of one identity within five minutes,
     * as in the measurement. Lambda combines more activities if they arrive within five seconds.
     */
    private static final double ACTIVITIES_PER_INVOCATION = 5;

    /**
     * The number of times that the same row of a log is read again. Logs are read hourly, and windows overlap because
     * rows are delivered late: by ten minutes for Okta and OpenAI, one or two hours for Anthropic, Microsoft and Slack,
     * and six hours for GitHub and Google. The mean is about three hours.
     */
    private static final double REPETITIONS_OF_ACTIVITY = 3;

    private static final String ENFORCE = "enforce";

    private final CostMeasurements measured;
    private final AwsPriceList prices;

    public CostModel(CostMeasurements measured, AwsPriceList prices) {
        this.measured = measured;
        this.prices = prices;
    }

    /**
     * One line of the bill.
     *
     * @param unit the unit to which the price refers
     */
    public record Line(String what, double quantity, String unit, double dollars) {}

    /**
     * The cost of a month.
     *
     * @param dollars the total cost in US dollars
     * @param dollarsPerThousandIdentities the cost per 1,000 identities, without the costs that do not depend on the
     *     size of the installation
     * @param assumed the inputs that were not measured
     */
    public record Month(
            InstallationSize size,
            AwsPriceList prices,
            List<Line> lines,
            double dollars,
            double dollarsPerThousandIdentities,
            List<String> assumed) {
        public Month {
            lines = List.copyOf(lines);
            assumed = List.copyOf(assumed);
        }
    }

    public Month month(InstallationSize size) {
        List<Line> lines = new ArrayList<>();
        addConsumedCapacity(size, lines);
        functions(size, lines);
        double messages = partitions(size) * size.sweeps() + size.alerts();
        line(lines, "messages", messages * REQUESTS_PER_MESSAGE / MILLION, "million queue requests");
        line(
                lines,
                "webhook and decision requests",
                (size.changes() + size.decisions()) / MILLION,
                "million HTTP requests");
        line(lines, "schedules", scheduledInvocations(size) / MILLION, "million schedule calls");
        line(lines, "checkpoints signed", sealInvocations(size) / 10_000, "ten thousand signatures");
        line(lines, "alerts by email", size.alerts() / 1000, "thousand mails");
        double bySize = sum(lines);
        CostMeasurements.Installation there = measured.installation();
        line(
                lines,
                "polling empty queues",
                there.queues() * IDLE_REQUESTS_PER_QUEUE / MILLION,
                "million queue requests");
        line(lines, "keys", there.keys(), "key");
        line(lines, "secrets", size.connections() + 2, "secret");
        line(lines, "alarms", there.alarms(), "alarm");
        line(lines, "metrics", there.metrics(), "metric");
        line(lines, "dashboard", 1, "dashboard");
        double perThousand = size.identities() == 0 ? 0 : bySize / size.identities() * 1000;
        return new Month(size, prices, lines, sum(lines), perThousand, assumed(size));
    }

    private void addConsumedCapacity(InstallationSize size, List<Line> lines) {
        Map<String, Double> events = new LinkedHashMap<>();
        events.put("change", size.changes());
        events.put("finding", size.alerts());
        events.put("entry", entries(size));
        events.put("look", size.identities() * InstallationSize.DAYS);
        events.put("enforced", identitiesReadByEnforcement(size));
        events.put("decision", (double) size.decisions());
        events.put("activity", size.activities());
        events.put("repeated-activity", size.activities() * REPETITIONS_OF_ACTIVITY);
        double read = interpolate(size, sweep -> sweep.unchanged().read()) * size.sweeps();
        double write = interpolate(size, sweep -> sweep.unchanged().write()) * size.sweeps();
        for (Map.Entry<String, Double> event : events.entrySet()) {
            read += event(event.getKey()).read() * event.getValue();
            write += event(event.getKey()).write() * event.getValue();
        }
        for (Call call : measured.functions().values()) {
            double ticks = invocationsBySchedule(call);
            read += call.tick().map(CostMeasurements.Tick::read).orElse(0.0) * ticks;
            write += call.tick().map(CostMeasurements.Tick::write).orElse(0.0) * ticks;
        }
        line(lines, "table reads", read / MILLION, "million read units");
        line(lines, "table writes", write / MILLION, "million write units");
    }

    private void functions(InstallationSize size, List<Line> lines) {
        double invocations = 0;
        double gigabyteSeconds = 0;
        for (Map.Entry<String, Double> calls : calls(size).entrySet()) {
            Call call = call(calls.getKey());
            double seconds = call.milliseconds() * call.slowdown() / 1000 * calls.getValue();
            if (calls.getKey().equals("sync-access")) {
                seconds += interpolate(size, Sweep::providerCalls) * size.sweeps() * size.providerMilliseconds() / 1000;
            }
            if (calls.getKey().equals(ENFORCE)) {
                // Reading and evaluating an identity is assumed to take as long as in detect-on-schedule.
                Call look = call("detect-on-schedule");
                seconds += identitiesReadByEnforcement(size) * look.milliseconds() * look.slowdown() / 1000;
            }
            invocations += calls.getValue();
            gigabyteSeconds += seconds * call.memoryMb() / 1024;
        }
        line(lines, "function invocations", invocations / MILLION, "million invocations");
        line(lines, "function duration", gigabyteSeconds, "GB-second");
    }

    /** Returns the number of invocations of each function in a month. */
    private Map<String, Double> calls(InstallationSize size) {
        Map<String, Double> calls = new LinkedHashMap<>();
        calls.put("plan-sweep", size.connections() * size.sweeps());
        calls.put("sync-access", partitions(size) * size.sweeps() + size.changes());
        calls.put("receive-webhook", size.changes());
        calls.put("detect-changes", size.changes());
        calls.put("watch-activity", size.activities() / ACTIVITIES_PER_INVOCATION);
        calls.put("alert-owner", size.alerts());
        calls.put("detect-on-schedule", size.identities() * InstallationSize.DAYS);
        calls.put("apply-answer", size.alerts());
        calls.put("seal-on-write", sealInvocations(size));
        calls.put("decide", (double) size.decisions());
        measured.functions()
                .forEach((name, call) ->
                        call.everyMinutes().ifPresent(_ -> calls.putIfAbsent(name, invocationsBySchedule(call))));
        return calls;
    }

    private static double invocationsBySchedule(Call call) {
        return call.everyMinutes().map(minutes -> MINUTES_PER_MONTH / minutes).orElse(0.0);
    }

    /**
     * Returns the number of ledger entries per month: one for each change, each alert sent and each answer. Entries
     * about decisions are not included; they add at most one per minute.
     */
    private static double entries(InstallationSize size) {
        return size.changes() + 2 * size.alerts();
    }

    /** Returns the number of times per month that new ledger entries invoke the function that seals and signs them. */
    private static double sealInvocations(InstallationSize size) {
        double roots = Math.min((double) size.decisions(), MINUTES_PER_MONTH);
        return Math.min(entries(size) + roots, MAX_SEALS_PER_MINUTE * MINUTES_PER_MONTH);
    }

    /**
     * Returns the number of identities that enforcement reads per month. If a policy is enforced, every run reads each
     * identity; otherwise, a run ends before it reads any identity.
     */
    private double identitiesReadByEnforcement(InstallationSize size) {
        return size.enforced() ? (double) size.identities() * invocationsBySchedule(call(ENFORCE)) : 0;
    }

    private double scheduledInvocations(InstallationSize size) {
        double ticks = size.connections() * size.sweeps();
        for (Call call : measured.functions().values()) {
            ticks += invocationsBySchedule(call);
        }
        return ticks;
    }

    private double partitions(InstallationSize size) {
        return interpolate(size, Sweep::partitions);
    }

    /** Interpolates linearly between the measured sizes, and extrapolates beyond the largest. */
    private double interpolate(InstallationSize size, ToDoubleFunction<Sweep> figure) {
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

    private List<String> assumed(InstallationSize size) {
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
                "CPU: a function with less than 1,769 MB gets a fraction of a vCPU, so a duration measured on a full vCPU is"
                        + " scaled by 1,769 / memory; derived, not measured");
        if (size.enforced()) {
            assumed.add("enforce: an identity is assumed to take as long as in detect-on-schedule");
        }
        assumed.add("changes: %s per day per 1,000 identities".formatted(size.changesPerDay()));
        assumed.add("activities: %s log rows per day about each identity, %s in an invocation of watch-activity"
                .formatted(size.activitiesPerDay(), ACTIVITIES_PER_INVOCATION));
        assumed.add("repeated activities: each log row is written %s more times, because windows of logs overlap"
                .formatted(REPETITIONS_OF_ACTIVITY));
        assumed.add("providers: %s ms per response".formatted(size.providerMilliseconds()));
        return List.copyOf(assumed);
    }

    private void line(List<Line> lines, String what, double quantity, String unit) {
        lines.add(new Line(what, quantity, unit, quantity * prices.of(unit)));
    }

    private static double sum(List<Line> lines) {
        return lines.stream().mapToDouble(Line::dollars).sum();
    }
}
