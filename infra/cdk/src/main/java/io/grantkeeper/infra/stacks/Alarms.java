package io.grantkeeper.infra.stacks;

import static io.grantkeeper.functions.observe.Metric.COVERAGE_GAPS;
import static io.grantkeeper.functions.observe.Metric.DECISIONS;
import static io.grantkeeper.functions.observe.Metric.LEDGER_LAG;
import static io.grantkeeper.functions.observe.Metric.PAUSED_SWEEPS;

import io.grantkeeper.functions.observe.Metrics;
import io.grantkeeper.infra.config.Deployment;
import io.grantkeeper.infra.config.Installation;
import io.grantkeeper.infra.functions.FunctionRow;
import io.grantkeeper.infra.functions.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;

/** Every alarm of an installation. */
final class Alarms {
    private static final Duration FIVE_MINUTES = Duration.minutes(5);
    /** Of what is counted once a sweep, so that an alarm goes on for as long as sweeps tell of it. */
    private static final Duration DAY = Duration.days(1);

    /** All that functions ask of the table; an alarm reckons with ten metrics at most. */
    private static final List<String> OPERATIONS = List.of(
            "BatchGetItem",
            "BatchWriteItem",
            "DeleteItem",
            "GetItem",
            "PutItem",
            "Query",
            "TransactWriteItems",
            "UpdateItem");

    private final Deployment deployment;
    private final String prefix;
    private final List<Alarm> all = new ArrayList<>();

    private Alarms(Deployment deployment) {
        this.deployment = deployment;
        this.prefix = deployment.prefix();
    }

    static List<Alarm> of(Installation installation, DataStack data, WorkStack work) {
        Alarms alarms = new Alarms(installation.deployment());
        work.functions().forEach(function -> alarms.function(function.row()));
        work.queues().deadLetters().keySet().stream().sorted().forEach(queue -> alarms.queue(Queues.name(queue)));
        alarms.setAside();
        alarms.schedules();
        alarms.door(work.door().api().getApiId());
        alarms.table(data.table().getTableName());
        installation.connections().stream()
                .map(connection -> connection.provider().value())
                .distinct()
                .sorted()
                .forEach(alarms::paused);
        alarms.told();
        if (installation.sesSender().isPresent()) {
            alarms.mail();
        }
        return List.copyOf(alarms.all);
    }

    private void function(FunctionRow row) {
        String name = row.name();
        all.add(Alarm.above(
                        "function-fails",
                        name,
                        "%s failed.".formatted(name),
                        "Read its log group /%s/%s from the time of the alarm; what it was given comes again by itself."
                                .formatted(prefix, name),
                        lambda("Errors", name),
                        0)
                .lasting(isCalledByClock(row) ? 1 : 2));
        all.add(Alarm.above(
                        "function-held-back",
                        name,
                        "%s was not let run as often as it was called.".formatted(name),
                        "Raise its row in FunctionTable, or the account's concurrency.",
                        lambda("Throttles", name),
                        isWaitedFor(row) ? 0 : 100)
                .lasting(3));
        if (row.trigger() instanceof Trigger.OfTable) {
            all.add(Alarm.above(
                            "stream-behind",
                            name,
                            "%s is more than 15 minutes behind the table.".formatted(name),
                            "Look for a batch that fails again and again in its log; after a first sweep, wait.",
                            lambda("IteratorAge", name, "Maximum"),
                            Duration.minutes(15).toMilliseconds().doubleValue())
                    .lasting(3));
        }
    }

    /** Nobody tries again for a person at a page. */
    private static boolean isWaitedFor(FunctionRow row) {
        return row.trigger() instanceof Trigger.OfRequests || row.trigger() instanceof Trigger.OfFunction;
    }

    /** Each failure then stands alone: the next call is minutes, hours or a day away. */
    private static boolean isCalledByClock(FunctionRow row) {
        return row.trigger() instanceof Trigger.OfClock || row.trigger() instanceof Trigger.OfEachConnection;
    }

    private void queue(String queue) {
        all.add(Alarm.above(
                        "queue-behind",
                        queue,
                        "Work in the %s queue has waited for more than six hours.".formatted(queue),
                        "Run 'grantkeeper coverage --table %s': a provider's limit or a paused connection is the usual reason."
                                .formatted(prefix),
                        sqs("ApproximateAgeOfOldestMessage", queue),
                        Duration.hours(6).toSeconds().doubleValue())
                .lasting(3));
        all.add(Alarm.above(
                "dead-letters",
                queue,
                "Messages of the %s queue were tried five times in vain.".formatted(queue),
                "Read why in the log of the function that works it off, mend that, then redrive the queue.",
                sqs("ApproximateNumberOfMessagesVisible", queue + "-dead-letters"),
                0));
    }

    private void setAside() {
        all.add(Alarm.above(
                "parked-messages",
                "",
                "A function met a message that no retry would mend, and parked it.",
                "Read the attribute 'reason' of the messages in %s-parked; nothing else waits for them."
                        .formatted(prefix),
                sqs("ApproximateNumberOfMessagesVisible", "parked"),
                0));
        all.add(Alarm.above(
                "undelivered",
                "",
                "A function failed for good at what a schedule, a rule or the table's stream gave it, or could not be called.",
                "Read the messages in %s-undelivered: they name the function and the error.".formatted(prefix),
                sqs("ApproximateNumberOfMessagesVisible", "undelivered"),
                0));
    }

    private void schedules() {
        all.add(Alarm.above(
                "schedule-dropped",
                "",
                "A schedule gave up calling its function.",
                "See that the function exists and its role is whole: run scripts/deploy again.",
                metric("AWS/Scheduler", "InvocationDroppedCount", Map.of("ScheduleGroup", prefix), "Sum"),
                0));
        all.add(new Alarm(
                "ledger-not-sealed",
                "",
                "No checkpoint was tried for 15 minutes.",
                "Look at the log of seal-ledger, and whether its schedule is on; entries wait and are not lost.",
                lambda("Invocations", "seal-ledger"),
                ComparisonOperator.LESS_THAN_THRESHOLD,
                1,
                3,
                TreatMissingData.BREACHING));
    }

    private void paused(String provider) {
        all.add(Alarm.above(
                "connection-paused",
                provider,
                "A connection to %s is not swept any more, since its credential was refused.".formatted(provider),
                "Put a new credential into its secret, then call %s with \"resume\": true."
                        .formatted(deployment.functionName("plan-sweep")),
                told(PAUSED_SWEEPS, "plan-sweep", Map.of("provider", provider), "Sum", DAY),
                0));
    }

    /** What functions count themselves: docs/metrics.md. */
    private void told() {
        all.add(Alarm.above(
                "not-permitted",
                "",
                "Something could not be read for want of a permission.",
                "Run 'grantkeeper coverage --table %s', which names the stream, and grant what its provider's page lists."
                        .formatted(prefix),
                told(COVERAGE_GAPS, "sync-access", Map.of("problem", "insufficient-scope"), "Sum", DAY),
                0));
        all.add(Alarm.above(
                        "decisions-failing",
                        "",
                        "Decisions could not be made, and everything that agents asked for was denied.",
                        "Read 'a decision failed' in the log group /%s/decide.".formatted(prefix),
                        told(DECISIONS, "decide", Map.of("verdict", "failed", "stage", "none"), "Sum", FIVE_MINUTES),
                        0)
                .lasting(2));
        all.add(Alarm.above(
                        "ledger-behind",
                        "",
                        "Entries have waited for more than 15 minutes for their place in the ledger.",
                        "Look at the log of seal-ledger: what it says it cannot sign or contradicts comes before all else.",
                        told(LEDGER_LAG, "seal-ledger", Map.of(), "Maximum", FIVE_MINUTES),
                        Duration.minutes(15).toSeconds().doubleValue())
                .lasting(3));
    }

    private void door(String api) {
        all.add(Alarm.above(
                        "requests-failing",
                        "",
                        "Requests from outside were answered with a server's error.",
                        "See which route in the log group /%s/api, and read the log of its function.".formatted(prefix),
                        metric("AWS/ApiGateway", "5xx", Map.of("ApiId", api), "Sum"),
                        5)
                .lasting(2));
        all.add(Alarm.above(
                        "requests-refused",
                        "",
                        "Many requests from outside were refused: forged, stale, or with another secret, key or token.",
                        "See which route in the log group /%s/api; if the secrets of both sides agree, somebody tries."
                                .formatted(prefix),
                        metric("AWS/ApiGateway", "4xx", Map.of("ApiId", api), "Sum"),
                        100)
                .lasting(3));
    }

    private void table(String table) {
        all.add(Alarm.above(
                        "table-throttled",
                        "",
                        "DynamoDB held requests back.",
                        "Wait: an on-demand table doubles what it takes within minutes, and requests are tried again.",
                        heldBack(table),
                        1000)
                .lasting(6));
        all.add(Alarm.above(
                "table-refused",
                "",
                "DynamoDB refused requests as wrong, or as not allowed.",
                "Look for 'AccessDenied' or 'Validation' in the functions' logs; after an upgrade, deploy all of it.",
                metric("AWS/DynamoDB", "UserErrors", Map.of(), "Sum"),
                25));
    }

    /**
     * Of all that is asked of the table and its indexes: a write that one index holds back counts under its operation, where
     * the table's own WriteThrottleEvents do not know of indexes.
     */
    private static IMetric heldBack(String table) {
        Map<String, IMetric> metrics = new TreeMap<>();
        OPERATIONS.forEach(operation -> metrics.put(
                operation.toLowerCase(Locale.ROOT),
                metric(
                        "AWS/DynamoDB",
                        "ThrottledRequests",
                        new TreeMap<>(Map.of("TableName", table, "Operation", operation)),
                        "Sum")));
        return MathExpression.Builder.create()
                // Nothing is written down for an operation that nobody was refused.
                .expression(
                        metrics.keySet().stream().map("FILL(%s, 0)"::formatted).collect(Collectors.joining(" + ")))
                .usingMetrics(metrics)
                .label("Requests that were held back")
                .period(FIVE_MINUTES)
                .build();
    }

    private void mail() {
        all.add(Alarm.above(
                "mail-bounces",
                "",
                "More than 5 % of this account's mail came back.",
                "Look for people who have left among the owners; SES stops an account at 10 %.",
                metric("AWS/SES", "Reputation.BounceRate", Map.of(), "Average"),
                0.05));
    }

    private Metric lambda(String metric, String function) {
        return lambda(metric, function, "Sum");
    }

    private Metric lambda(String metric, String function, String statistic) {
        return metric("AWS/Lambda", metric, Map.of("FunctionName", deployment.functionName(function)), statistic);
    }

    private Metric sqs(String metric, String queue) {
        return metric("AWS/SQS", metric, Map.of("QueueName", prefix + "-" + queue), "Maximum");
    }

    private Metric told(
            io.grantkeeper.functions.observe.Metric metric,
            String function,
            Map<String, String> further,
            String statistic,
            Duration period) {
        Map<String, String> dimensions = new TreeMap<>(further);
        dimensions.put("function", deployment.functionName(function));
        return metric(Metrics.NAMESPACE, metric.title(), dimensions, statistic, period);
    }

    private static Metric metric(String namespace, String name, Map<String, String> dimensions, String statistic) {
        return metric(namespace, name, dimensions, statistic, FIVE_MINUTES);
    }

    private static Metric metric(
            String namespace, String name, Map<String, String> dimensions, String statistic, Duration period) {
        return Metric.Builder.create()
                .namespace(namespace)
                .metricName(name)
                .dimensionsMap(dimensions)
                .statistic(statistic)
                .period(period)
                .build();
    }
}
