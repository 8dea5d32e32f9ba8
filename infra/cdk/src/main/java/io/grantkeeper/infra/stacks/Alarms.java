package io.grantkeeper.infra.stacks;

import io.grantkeeper.infra.functions.FunctionRow;
import io.grantkeeper.infra.functions.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;

/** Every alarm of an installation. */
final class Alarms {
    private static final Duration FIVE_MINUTES = Duration.minutes(5);

    private final String prefix;
    private final List<Alarm> all = new ArrayList<>();

    private Alarms(String prefix) {
        this.prefix = prefix;
    }

    static List<Alarm> of(String prefix, DataStack data, WorkStack work, boolean sendsThroughSes) {
        Alarms alarms = new Alarms(prefix);
        work.functions().forEach(function -> alarms.function(function.row()));
        work.queues().deadLetters().keySet().stream().sorted().forEach(queue -> alarms.queue(Queues.name(queue)));
        alarms.setAside();
        alarms.schedules();
        alarms.door(work.door().api().getApiId());
        alarms.table(data.table().getTableName());
        if (sendsThroughSes) {
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
                .lasting(2));
        all.add(Alarm.above(
                        "function-held-back",
                        name,
                        "%s was not let run as often as it was called.".formatted(name),
                        "Raise its row in FunctionTable, or the account's concurrency.",
                        lambda("Throttles", name),
                        row.trigger() instanceof Trigger.OfRequests ? 0 : 100)
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

    private void queue(String queue) {
        all.add(Alarm.above(
                        "queue-behind",
                        queue,
                        "Work in the %s queue has waited for more than six hours.".formatted(queue),
                        "Run 'grantkeeper coverage': a provider's limit or a paused connection is the usual reason.",
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
                "A schedule, a rule or the table's stream could not hand something to its function.",
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

    private void door(String api) {
        all.add(Alarm.above(
                        "webhooks-failing",
                        "",
                        "Webhooks were answered with a server's error.",
                        "Read the log of receive-webhook; providers send again, and the next sweep sees what was missed.",
                        metric("AWS/ApiGateway", "5xx", Map.of("ApiId", api), "Sum"),
                        5)
                .lasting(2));
        all.add(Alarm.above(
                        "webhooks-refused",
                        "",
                        "Many webhooks were refused: forged, stale, or signed with another secret.",
                        "Compare the webhook secret in Secrets Manager with the provider's; if they agree, somebody tries.",
                        metric("AWS/ApiGateway", "4xx", Map.of("ApiId", api), "Sum"),
                        100)
                .lasting(3));
    }

    private void table(String table) {
        all.add(Alarm.above(
                        "table-throttled",
                        "",
                        "DynamoDB held writes back.",
                        "Wait: an on-demand table doubles what it takes within minutes, and writes are tried again.",
                        metric("AWS/DynamoDB", "WriteThrottleEvents", Map.of("TableName", table), "Sum"),
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
        return metric("AWS/Lambda", metric, Map.of("FunctionName", prefix + "-" + function), statistic);
    }

    private Metric sqs(String metric, String queue) {
        return metric("AWS/SQS", metric, Map.of("QueueName", prefix + "-" + queue), "Maximum");
    }

    private static Metric metric(String namespace, String name, Map<String, String> dimensions, String statistic) {
        return Metric.Builder.create()
                .namespace(namespace)
                .metricName(name)
                .dimensionsMap(dimensions)
                .statistic(statistic)
                .period(FIVE_MINUTES)
                .build();
    }
}
