package io.grantkeeper.infra.stacks;

import io.grantkeeper.infra.config.Deployment;
import io.grantkeeper.infra.config.Installation;
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

/** What watches: alarms, whom they tell, and a dashboard. */
public final class WatchStack extends Stack {
    /** What they tell of is what a pause is. */
    private static final Set<String> SILENT_WHILE_PAUSED =
            Set.of("function-held-back", "ledger-not-sealed", "requests-failing");

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
        new Board(deployment, work, data).in(this, made);
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
}
