package io.grantkeeper.infra.stacks;

import io.grantkeeper.infra.config.DeploymentConfig;
import io.grantkeeper.infra.config.InstallationConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/** The monitoring stack: alarms, the topic that they notify, and a dashboard. */
public final class MonitoringStack extends Stack {
    /** The kinds of alarms that a pause itself would trigger. */
    private static final Set<String> SILENT_WHILE_PAUSED =
            Set.of("function-held-back", "ledger-not-sealed", "requests-failing");

    private final DeploymentConfig deployment;
    private final String prefix;

    MonitoringStack(
            Construct scope,
            String id,
            StackProps props,
            InstallationConfig installation,
            DataStack data,
            ComputeStack work) {
        super(scope, id, props);
        this.deployment = installation.deployment();
        this.prefix = deployment.prefix();
        Topic topic = topic(data);
        deployment.alarmEmail().ifPresent(email -> topic.addSubscription(new EmailSubscription(email)));
        List<IAlarm> made = new ArrayList<>();
        for (Alarm alarm : Alarms.of(installation, data, work)) {
            made.add(alarm(alarm, topic));
        }
        new OperationsDashboard(deployment, work, data).addTo(this, made);
        CfnOutput.Builder.create(this, "AlarmTopic")
                .description("Subscribe everyone who should receive alarms to this topic")
                .value(topic.getTopicArn())
                .build();
        CfnOutput.Builder.create(this, "DashboardAddress")
                .value("https://%1$s.console.aws.amazon.com/cloudwatch/home?region=%1$s#dashboards/dashboard/%2$s"
                        .formatted(getRegion(), OperationsDashboard.name(deployment, this)))
                .build();
    }

    /**
     * Creates the alarm topic. Enforcing TLS replaces the default topic policy, which lets the account's alarms
     * publish, so the topic needs a separate statement that allows this.
     */
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
}
