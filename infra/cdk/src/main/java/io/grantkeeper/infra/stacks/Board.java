package io.grantkeeper.infra.stacks;

import io.grantkeeper.functions.observe.Metrics;
import io.grantkeeper.infra.config.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.SearchExpression;
import software.constructs.Construct;

/** The dashboard: alarms, what AWS counts of functions, queues, table and API, and what functions count themselves. */
final class Board {
    private static final Duration FIVE_MINUTES = Duration.minutes(5);
    private static final int IN_A_ROW = 3;

    /** As many names as fit into a search, which has 1,024 characters at most. */
    private static final int NAMES = 9;

    private final Deployment deployment;
    private final DataStack data;
    private final List<String> functions;
    private final List<String> queues;
    private final String api;

    Board(Deployment deployment, WorkStack work, DataStack data) {
        this.deployment = deployment;
        this.data = data;
        this.functions = work.functions().stream()
                .map(function -> deployment.functionName(function.row().name()))
                .toList();
        this.queues = Stream.concat(
                        work.queues().deadLetters().keySet().stream()
                                .map(Queues::name)
                                .sorted(),
                        Stream.of("parked", "undelivered"))
                .map(queue -> deployment.prefix() + "-" + queue)
                .toList();
        this.api = work.door().api().getApiId();
    }

    void in(Construct scope, List<IAlarm> alarms) {
        Dashboard dashboard = Dashboard.Builder.create(scope, "Dashboard")
                .dashboardName(deployment.prefix())
                .build();
        dashboard.addWidgets(AlarmStatusWidget.Builder.create()
                .title("Alarms")
                .width(24)
                .alarms(alarms)
                .build());
        List<IWidget> graphs = Stream.of(ofFunctions(), ofKeeping(), ofApi(), ofOwn())
                .flatMap(List::stream)
                .toList();
        for (int first = 0; first < graphs.size(); first += IN_A_ROW) {
            dashboard.addWidgets(graphs.subList(first, Math.min(first + IN_A_ROW, graphs.size()))
                    .toArray(IWidget[]::new));
        }
    }

    private List<IWidget> ofFunctions() {
        return List.of(
                graph("Calls", lambda("Invocations", "Sum")),
                graph("Failures", lambda("Errors", "Sum")),
                graph("Duration, 99 of 100", lambda("Duration", "p99")));
    }

    private List<IWidget> ofKeeping() {
        return List.of(
                graph(
                        "Waiting messages",
                        queues.stream()
                                .map(queue -> metric(
                                        "AWS/SQS",
                                        "ApproximateNumberOfMessagesVisible",
                                        Map.of("QueueName", queue),
                                        "Maximum"))
                                .toList()),
                graph("Behind the table's stream", lambda("IteratorAge", "Maximum")),
                graph(
                        "Units that the table gave",
                        List.of(table("ConsumedReadCapacityUnits"), table("ConsumedWriteCapacityUnits"))));
    }

    private List<IWidget> ofApi() {
        return List.of(
                graph("Requests from outside", List.of(door("Count", "Sum"))),
                graph("Refused and failed requests", List.of(door("4xx", "Sum"), door("5xx", "Sum"))),
                graph("Latency of the API, 99 of 100", List.of(door("Latency", "p99"))));
    }

    /** docs/metrics.md says what each is. Their dimensions have values that come with time, so they are searched for. */
    private List<IWidget> ofOwn() {
        List<IWidget> graphs = new ArrayList<>();
        for (var own : io.grantkeeper.functions.observe.Metric.values()) {
            String statistic =
                    switch (own) {
                        case LEDGER_LAG -> "Maximum";
                        case LATENCY -> "p99";
                        default -> "Sum";
                    };
            List<IMetric> found = new ArrayList<>();
            for (int first = 0; first < functions.size(); first += NAMES) {
                found.add(SearchExpression.Builder.create()
                        .expression("SEARCH('Namespace=\"%s\" MetricName=\"%s\" function=(%s)', '%s', %d)"
                                .formatted(
                                        Metrics.NAMESPACE,
                                        own.title(),
                                        functions.subList(first, Math.min(first + NAMES, functions.size())).stream()
                                                .map("\"%s\""::formatted)
                                                .collect(Collectors.joining(" OR ")),
                                        statistic,
                                        FIVE_MINUTES.toSeconds().intValue()))
                        .label("")
                        .period(FIVE_MINUTES)
                        .build());
            }
            graphs.add(graph(own.title(), found));
        }
        return graphs;
    }

    private static GraphWidget graph(String title, List<IMetric> metrics) {
        return GraphWidget.Builder.create().title(title).width(8).left(metrics).build();
    }

    private List<IMetric> lambda(String name, String statistic) {
        return functions.stream()
                .map(function -> metric("AWS/Lambda", name, Map.of("FunctionName", function), statistic))
                .toList();
    }

    private IMetric table(String name) {
        return metric("AWS/DynamoDB", name, Map.of("TableName", data.table().getTableName()), "Sum");
    }

    private IMetric door(String name, String statistic) {
        return metric("AWS/ApiGateway", name, Map.of("ApiId", api), statistic);
    }

    private static IMetric metric(String namespace, String name, Map<String, String> dimensions, String statistic) {
        return Metric.Builder.create()
                .namespace(namespace)
                .metricName(name)
                .dimensionsMap(dimensions)
                .statistic(statistic)
                .period(FIVE_MINUTES)
                .build();
    }
}
