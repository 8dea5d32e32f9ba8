package io.grantkeeper.infra.stacks;

import static io.grantkeeper.functions.observability.MetricName.COVERAGE_GAPS;
import static io.grantkeeper.functions.observability.MetricName.DECISIONS;
import static io.grantkeeper.functions.observability.MetricName.LEDGER_LAG;
import static io.grantkeeper.functions.observability.MetricName.PAUSED_SWEEPS;

import io.grantkeeper.functions.observability.EmbeddedMetrics;
import io.grantkeeper.infra.config.DeploymentConfig;
import io.grantkeeper.infra.config.InstallationConfig;
import io.grantkeeper.infra.functions.FunctionDefinition;
import io.grantkeeper.infra.functions.FunctionTrigger;
import io.grantkeeper.policy.PolicyStage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;

/** The CloudWatch alarms of an installation. */
final class Alarms {
    private static final Duration FIVE_MINUTES = Duration.minutes(5);
    /**
     * The period of the alarms on metrics that are recorded once per sweep. An alarm then lasts for as long as sweeps
     * report the problem.
     */
    private static final Duration DAY = Duration.days(1);

    /**
     * The DynamoDB operations that functions use. There are at most ten, because an alarm cannot combine more metrics.
     */
    private static final List<String> OPERATIONS = List.of(
            "BatchGetItem",
            "BatchWriteItem",
            "DeleteItem",
            "GetItem",
            "PutItem",
            "Query",
            "TransactWriteItems",
            "UpdateItem");

    private final DeploymentConfig deployment;
    private final String prefix;
    private final List<Alarm> all = new ArrayList<>();

    private Alarms(DeploymentConfig deployment) {
        this.deployment = deployment;
        this.prefix = deployment.prefix();
    }

    static List<Alarm> of(InstallationConfig installation, DataStack data, ComputeStack work) {
        Alarms alarms = new Alarms(installation.deployment());
        work.functions().forEach(function -> alarms.addFunctionAlarms(function.row()));
        work.queues().deadLetters().keySet().stream()
                .sorted()
                .forEach(queue -> alarms.addQueueAlarms(QueueConstructs.name(queue)));
        alarms.addFailureQueueAlarms();
        alarms.addScheduleAlarms();
        alarms.addApiAlarms(work.door().api().getApiId());
        alarms.addTableAlarms(data.table().getTableName());
        installation.connections().stream()
                .map(connection -> connection.provider().value())
                .distinct()
                .sorted()
                .forEach(alarms::addPausedConnectionAlarm);
        alarms.customMetric();
        if (installation.sesSender().isPresent()) {
            alarms.addMailAlarm();
        }
        return List.copyOf(alarms.all);
    }

    private void addFunctionAlarms(FunctionDefinition row) {
        String name = row.name();
        all.add(Alarm.above(
                        "function-fails",
                        name,
                        "%s returned errors.".formatted(name),
                        "Read log group /%s/%s from the time of the alarm. Failed events are delivered again automatically."
                                .formatted(prefix, name),
                        lambda("Errors", name),
                        0)
                .forPeriods(isScheduled(row) ? 1 : 2));
        all.add(Alarm.above(
                        "function-held-back",
                        name,
                        "%s was throttled for 15 minutes.".formatted(name),
                        "Raise its concurrency in FunctionDefinitions, or the account's concurrent executions quota.",
                        lambda("Throttles", name),
                        isSynchronous(row) ? 0 : 100)
                .forPeriods(3));
        if (row.trigger() instanceof FunctionTrigger.TableChanges) {
            all.add(Alarm.above(
                            "stream-behind",
                            name,
                            "The iterator age of %s is above 15 minutes.".formatted(name),
                            "Search its log for a batch that fails repeatedly. After a first sweep, wait until the backlog clears.",
                            lambda("IteratorAge", name, "Maximum"),
                            Duration.minutes(15).toMilliseconds().doubleValue())
                    .forPeriods(3));
        }
    }

    /**
     * Returns whether a caller waits for the function's result. Nobody retries on behalf of a user who waits for a
     * page, so even a single throttled call matters.
     */
    private static boolean isSynchronous(FunctionDefinition row) {
        return row.trigger() instanceof FunctionTrigger.HttpRequests
                || row.trigger() instanceof FunctionTrigger.FunctionInvocation;
    }

    /**
     * Returns whether a schedule invokes the function. One failure is then enough for an alarm, because the next
     * invocation is minutes, hours or a day away.
     */
    private static boolean isScheduled(FunctionDefinition row) {
        return row.trigger() instanceof FunctionTrigger.Schedule
                || row.trigger() instanceof FunctionTrigger.ConnectionSchedule;
    }

    private void addQueueAlarms(String queue) {
        all.add(Alarm.above(
                        "queue-behind",
                        queue,
                        "The oldest message in the %s queue is more than 6 hours old.".formatted(queue),
                        "Run 'grantkeeper coverage --table %s'. The usual cause is a provider's rate limit or a paused connection."
                                .formatted(prefix),
                        sqs("ApproximateAgeOfOldestMessage", queue),
                        Duration.hours(6).toSeconds().doubleValue())
                .forPeriods(3));
        all.add(Alarm.above(
                "dead-letters",
                queue,
                "Messages moved to the %s queue's DLQ after 5 attempts.".formatted(queue),
                "Find the cause in the log of the function that consumes the queue, fix it, then redrive the DLQ.",
                sqs("ApproximateNumberOfMessagesVisible", queue + "-dead-letters"),
                0));
    }

    private void addFailureQueueAlarms() {
        all.add(Alarm.above(
                "parked-messages",
                "",
                "A function rejected a message as malformed and moved it to the parking queue.",
                "Read the attribute 'reason' of the messages in %s-parked. They do not block other messages."
                        .formatted(prefix),
                sqs("ApproximateNumberOfMessagesVisible", "parked"),
                0));
        all.add(Alarm.above(
                "undelivered",
                "",
                "A function failed on an event from a schedule, a rule or the table stream after all retries, or could not be invoked.",
                "Read the messages in %s-undelivered: they name the function and the error.".formatted(prefix),
                sqs("ApproximateNumberOfMessagesVisible", "undelivered"),
                0));
    }

    private void addScheduleAlarms() {
        all.add(Alarm.above(
                "schedule-dropped",
                "",
                "EventBridge Scheduler stopped retrying an invocation and dropped it.",
                "Check that the function exists and that the scheduler's role is intact: run scripts/deploy again.",
                metric("AWS/Scheduler", "InvocationDroppedCount", Map.of("ScheduleGroup", prefix), "Sum"),
                0));
        all.add(new Alarm(
                "ledger-not-sealed",
                "",
                "seal-ledger was not invoked for 15 minutes.",
                "Read the log of seal-ledger, and check that its schedule is enabled. Entries are waiting, but none is lost.",
                lambda("Invocations", "seal-ledger"),
                ComparisonOperator.LESS_THAN_THRESHOLD,
                1,
                3,
                TreatMissingData.BREACHING));
    }

    private void addPausedConnectionAlarm(String provider) {
        all.add(Alarm.above(
                "connection-paused",
                provider,
                "A connection to %s is paused: the provider rejected its credential, and sweeps stopped."
                        .formatted(provider),
                "Put a new credential into the connection's secret, then invoke %s with \"resume\": true."
                        .formatted(deployment.functionName("plan-sweep")),
                customMetric(PAUSED_SWEEPS, "plan-sweep", Map.of("provider", provider), "Sum", DAY),
                0));
    }

    /** Adds the alarms on Grantkeeper's own metrics (docs/metrics.md). */
    private void customMetric() {
        all.add(Alarm.above(
                "not-permitted",
                "",
                "A stream could not be read because a permission is missing.",
                "Run 'grantkeeper coverage --table %s' to find the stream, then grant the permissions that the provider's documentation page lists."
                        .formatted(prefix),
                customMetric(COVERAGE_GAPS, "sync-access", Map.of("problem", "insufficient-scope"), "Sum", DAY),
                0));
        all.add(Alarm.above(
                        "decisions-failing",
                        "",
                        "decide or authorize-request could not evaluate requests from agents, and denied them unless every policy fails open.",
                        "Search for 'a decision failed' and 'approvals cannot be read' in log groups /%1$s/decide and /%1$s/authorize-request."
                                .formatted(prefix),
                        failedDecisions(),
                        0)
                .forPeriods(2));
        all.add(Alarm.above(
                        "ledger-behind",
                        "",
                        "The oldest ledger entry has waited for more than 15 minutes to be sealed.",
                        "Read the log of seal-ledger. Investigate signing errors and contradictions with the last checkpoint first.",
                        customMetric(LEDGER_LAG, "seal-ledger", Map.of(), "Maximum", FIVE_MINUTES),
                        Duration.minutes(15).toSeconds().doubleValue())
                .forPeriods(3));
    }

    /**
     * Returns the number of failed decisions, summed over the two functions that make decisions. A failed decision is
     * counted under the stage of the first policy whose evaluation failed, or under {@code none} if the policies could
     * not be read.
     */
    private IMetric failedDecisions() {
        Map<String, IMetric> metrics = new TreeMap<>();
        for (String function : List.of("decide", "authorize-request")) {
            Stream.concat(Arrays.stream(PolicyStage.values()).map(PolicyStage::code), Stream.of("none"))
                    .forEach(stage -> metrics.put(
                            (function + "_" + stage).replace('-', '_'),
                            customMetric(
                                    DECISIONS,
                                    function,
                                    Map.of("verdict", "failed", "stage", stage),
                                    "Sum",
                                    FIVE_MINUTES)));
        }
        return sum(metrics, "Failed decisions");
    }

    private void addApiAlarms(String api) {
        all.add(Alarm.above(
                        "requests-failing",
                        "",
                        "API Gateway returned 5xx errors.",
                        "Find the route in log group /%s/api, then read the log of its function.".formatted(prefix),
                        metric("AWS/ApiGateway", "5xx", Map.of("ApiId", api), "Sum"),
                        5)
                .forPeriods(2));
        all.add(Alarm.above(
                        "requests-refused",
                        "",
                        "API Gateway returned more than 100 4xx errors in 5 minutes: requests were forged, stale, or used a wrong secret, key or token.",
                        "Find the route in log group /%s/api. If both sides use the same secret, someone is probing the API."
                                .formatted(prefix),
                        metric("AWS/ApiGateway", "4xx", Map.of("ApiId", api), "Sum"),
                        100)
                .forPeriods(3));
    }

    private void addTableAlarms(String table) {
        all.add(Alarm.above(
                        "table-throttled",
                        "",
                        "DynamoDB throttled requests for 30 minutes.",
                        "Wait: an on-demand table doubles its capacity within minutes, and throttled requests are retried.",
                        throttledRequests(table),
                        1000)
                .forPeriods(6));
        all.add(Alarm.above(
                "table-refused",
                "",
                "DynamoDB rejected requests as invalid or unauthorized.",
                "Search the functions' logs for 'AccessDenied' or 'Validation'. After an upgrade, deploy all stacks.",
                metric("AWS/DynamoDB", "UserErrors", Map.of(), "Sum"),
                25));
    }

    /**
     * Returns the number of throttled requests to the table and its indexes. If an index throttles a write, the request
     * is counted under the operation of the write, whereas the table's WriteThrottleEvents metric excludes indexes.
     */
    private static IMetric throttledRequests(String table) {
        Map<String, IMetric> metrics = new TreeMap<>();
        OPERATIONS.forEach(operation -> metrics.put(
                operation.toLowerCase(Locale.ROOT),
                metric(
                        "AWS/DynamoDB",
                        "ThrottledRequests",
                        new TreeMap<>(Map.of("TableName", table, "Operation", operation)),
                        "Sum")));
        return sum(metrics, "Throttled requests");
    }

    /**
     * Returns the sum of metrics.
     *
     * @param metrics at most ten metrics, keyed by their ID in the expression
     */
    private static IMetric sum(Map<String, IMetric> metrics, String label) {
        return MathExpression.Builder.create()
                // CloudWatch has no data points for an event that never occurred.
                .expression(
                        metrics.keySet().stream().map("FILL(%s, 0)"::formatted).collect(Collectors.joining(" + ")))
                .usingMetrics(metrics)
                .label(label)
                .period(FIVE_MINUTES)
                .build();
    }

    private void addMailAlarm() {
        all.add(Alarm.above(
                "mail-bounces",
                "",
                "More than 5% of this account's mail bounced.",
                "Look for owners who have left the company. SES may pause an account's sending at a bounce rate of 10%.",
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

    private Metric customMetric(
            io.grantkeeper.functions.observability.MetricName metric,
            String function,
            Map<String, String> further,
            String statistic,
            Duration period) {
        Map<String, String> dimensions = new TreeMap<>(further);
        dimensions.put("function", deployment.functionName(function));
        return metric(EmbeddedMetrics.NAMESPACE, metric.title(), dimensions, statistic, period);
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
