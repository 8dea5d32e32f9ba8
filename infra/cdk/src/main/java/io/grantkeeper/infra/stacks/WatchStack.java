package io.grantkeeper.infra.stacks;

import io.grantkeeper.infra.config.Deployment;
import io.grantkeeper.infra.config.Installation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/** What watches: alarms, whom they tell, and a dashboard. */
public final class WatchStack extends Stack {
    /** What they tell of is what a pause is. */
    private static final Set<String> SILENT_WHILE_PAUSED = Set.of("function-held-back", "ledger-not-sealed");

    private final Deployment deployment;
    private final String prefix;

    WatchStack(
            Construct scope, String id, StackProps props, Installation installation, DataStack data, WorkStack work) {
        super(scope, id, props);
        this.deployment = installation.deployment();
        this.prefix = deployment.prefix();
        Topic topic = topic(data);
        deployment.alarmEmail().ifPresent(email -> topic.addSubscription(new EmailSubscription(email)));
        List<IAlarm> made = new ArrayList<>();
        for (Alarm alarm : Alarms.of(installation, data, work)) {
            made.add(alarm(alarm, topic));
        }
        dashboard(work, data, made);
        CfnOutput.Builder.create(this, "AlarmTopic")
                .description("Subscribe whoever is to hear of alarms")
                .value(topic.getTopicArn())
                .build();
        CfnOutput.Builder.create(this, "DashboardAddress")
                .value("https://%1$s.console.aws.amazon.com/cloudwatch/home?region=%1$s#dashboards/dashboard/%2$s"
                        .formatted(getRegion(), prefix))
                .build();
    }

    /** Enforcing TLS gives it a policy of its own, in place of the one by which SNS lets the account's alarms publish. */
    private Topic topic(DataStack data) {
        Topic topic = Topic.Builder.create(this, "Alarms")
                .topicName(prefix + "-alarms")
                .masterKey(data.key())
                .enforceSsl(true)
                .build();
        topic.addToResourcePolicy(PolicyStatement.Builder.create()
                .sid("AlarmsOfThisAccount")
                .effect(Effect.ALLOW)
                .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
                .actions(List.of("sns:Publish"))
                .resources(List.of(topic.getTopicArn()))
                .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", getAccount())))
                .build());
        return topic;
    }

    private IAlarm alarm(Alarm alarm, Topic topic) {
        var made = software.amazon.awscdk.services.cloudwatch.Alarm.Builder.create(this, alarm.name())
                .alarmName(prefix + "-" + alarm.name())
                .alarmDescription(alarm.description())
                .metric(alarm.metric())
                .comparisonOperator(alarm.comparison())
                .threshold(alarm.threshold())
                .evaluationPeriods(alarm.periods())
                .datapointsToAlarm(alarm.periods())
                .treatMissingData(alarm.missing())
                .actionsEnabled(!deployment.isPaused() || !SILENT_WHILE_PAUSED.contains(alarm.kind()))
                .build();
        SnsAction tell = new SnsAction(topic);
        made.addAlarmAction(tell);
        made.addOkAction(tell);
        return made;
    }

    private void dashboard(WorkStack work, DataStack data, List<IAlarm> alarms) {
        List<String> functions =
                work.functions().stream().map(function -> function.row().name()).toList();
        Dashboard dashboard = Dashboard.Builder.create(this, "Dashboard")
                .dashboardName(prefix)
                .build();
        dashboard.addWidgets(AlarmStatusWidget.Builder.create()
                .title("Alarms")
                .width(24)
                .alarms(alarms)
                .build());
        dashboard.addWidgets(
                graph("Calls", lambda("Invocations", "Sum", functions)),
                graph("Failures", lambda("Errors", "Sum", functions)),
                graph("Duration, 99 of 100", lambda("Duration", "p99", functions)));
        List<String> queues = List.of("sync", "alert", "parked", "undelivered");
        dashboard.addWidgets(
                graph(
                        "Waiting messages",
                        queues.stream()
                                .map(queue -> metric(
                                        "AWS/SQS",
                                        "ApproximateNumberOfMessagesVisible",
                                        Map.of("QueueName", prefix + "-" + queue),
                                        "Maximum"))
                                .toList()),
                graph("Behind the table's stream", lambda("IteratorAge", "Maximum", functions)),
                graph(
                        "Units that the table gave",
                        List.of(table(data, "ConsumedReadCapacityUnits"), table(data, "ConsumedWriteCapacityUnits"))));
    }

    private static GraphWidget graph(String title, List<IMetric> metrics) {
        return GraphWidget.Builder.create().title(title).width(8).left(metrics).build();
    }

    private List<IMetric> lambda(String name, String statistic, List<String> functions) {
        return functions.stream()
                .map(function -> metric(
                        "AWS/Lambda", name, Map.of("FunctionName", deployment.functionName(function)), statistic))
                .toList();
    }

    private static IMetric table(DataStack data, String name) {
        return metric("AWS/DynamoDB", name, Map.of("TableName", data.table().getTableName()), "Sum");
    }

    private static IMetric metric(String namespace, String name, Map<String, String> dimensions, String statistic) {
        return Metric.Builder.create()
                .namespace(namespace)
                .metricName(name)
                .dimensionsMap(dimensions)
                .statistic(statistic)
                .period(Duration.minutes(5))
                .build();
    }
}
