package io.grantkeeper.infra.stacks;

import io.grantkeeper.functions.observability.EmbeddedMetrics;
import io.grantkeeper.infra.config.DeploymentConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.SearchExpression;

/** The CloudWatch dashboard: alarms, AWS metrics of functions, queues, table and API, and Grantkeeper's own metrics. */
final class OperationsDashboard {
    private static final Duration FIVE_MINUTES = Duration.minutes(5);
    private static final int IN_A_ROW = 3;

    /**
     * The maximum number of function names per search expression, because CloudWatch limits an expression to 1,024
     * characters.
     */
    private static final int NAMES = 9;

    private final DeploymentConfig deployment;
    private final DataStack data;
    private final List<String> functions;
    private final List<String> queues;
    private final String api;

    OperationsDashboard(DeploymentConfig deployment, ComputeStack work, DataStack data) {
        this.deployment = deployment;
        this.data = data;
        this.functions = work.functions().stream()
                .map(function -> deployment.functionName(function.row().name()))
                .toList();
        this.queues = Stream.concat(
                        work.queues().deadLetters().keySet().stream()
                                .map(QueueConstructs::name)
                                .sorted(),
                        Stream.of("parked", "undelivered"))
                .map(queue -> deployment.prefix() + "-" + queue)
                .toList();
        this.api = work.door().api().getApiId();
    }

    /**
     * Returns the name of the dashboard. It contains the region, because all regions of an account share one namespace
     * of dashboards.
     */
    static String name(DeploymentConfig deployment, Stack stack) {
        return deployment.prefix() + "-" + stack.getRegion();
    }

    void addTo(Stack scope, List<IAlarm> alarms) {
        Dashboard dashboard = Dashboard.Builder.create(scope, "Dashboard")
                .dashboardName(name(deployment, scope))
                .build();
        dashboard.addWidgets(AlarmStatusWidget.Builder.create()
                .title("Alarms")
                .width(24)
                .alarms(alarms)
                .build());
        List<IWidget> graphs = Stream.of(functionGraphs(), storageGraphs(), apiGraphs(), customMetricGraphs())
                .flatMap(List::stream)
                .toList();
        for (int first = 0; first < graphs.size(); first += IN_A_ROW) {
            dashboard.addWidgets(graphs.subList(first, Math.min(first + IN_A_ROW, graphs.size()))
                    .toArray(IWidget[]::new));
        }
    }

    private List<IWidget> functionGraphs() {
        return List.of(
                graph("Invocations", lambdaMetrics("Invocations", "Sum")),
                graph("Errors", lambdaMetrics("Errors", "Sum")),
                graph("Duration, p99", lambdaMetrics("Duration", "p99")));
    }

    private List<IWidget> storageGraphs() {
        return List.of(
                graph(
                        "Visible messages",
                        queues.stream()
                                .map(queue -> metric(
                                        "AWS/SQS",
                                        "ApproximateNumberOfMessagesVisible",
                                        Map.of("QueueName", queue),
                                        "Maximum"))
                                .toList()),
                graph("Iterator age of the table stream", lambdaMetrics("IteratorAge", "Maximum")),
                graph(
                        "Consumed capacity",
                        List.of(tableMetric("ConsumedReadCapacityUnits"), tableMetric("ConsumedWriteCapacityUnits"))));
    }

    private List<IWidget> apiGraphs() {
        return List.of(
                graph("API requests", List.of(apiMetric("Count", "Sum"))),
                graph("API errors, 4xx and 5xx", List.of(apiMetric("4xx", "Sum"), apiMetric("5xx", "Sum"))),
                graph("API latency, p99", List.of(apiMetric("Latency", "p99"))));
    }

    /**
     * Returns the graphs of Grantkeeper's own metrics (docs/metrics.md). The graphs search for the metrics, because
     * dimension values are known only at run time.
     */
    private List<IWidget> customMetricGraphs() {
        List<IWidget> graphs = new ArrayList<>();
        for (var own : io.grantkeeper.functions.observability.MetricName.values()) {
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
                                        EmbeddedMetrics.NAMESPACE,
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

    private List<IMetric> lambdaMetrics(String name, String statistic) {
        return functions.stream()
                .map(function -> metric("AWS/Lambda", name, Map.of("FunctionName", function), statistic))
                .toList();
    }

    private IMetric tableMetric(String name) {
        return metric("AWS/DynamoDB", name, Map.of("TableName", data.table().getTableName()), "Sum");
    }

    private IMetric apiMetric(String name, String statistic) {
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
