package io.grantkeeper.infra.stacks;

import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.infra.config.InstallationConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.scheduler.CfnSchedule;
import software.amazon.awscdk.services.scheduler.CfnScheduleGroup;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/**
 * The EventBridge Scheduler schedules that invoke functions. Events that cannot be delivered move to a queue, so that
 * none is lost.
 */
final class ScheduleConstructs {
    private static final int TRIES = 20;

    /** The flexible time window in minutes, so that connections with the same schedule do not all start at once. */
    private static final int MINUTES_TO_SPREAD = 10;

    private final Construct scope;
    private final InstallationConfig installation;
    private final String prefix;
    private final CfnScheduleGroup group;
    private final Role role;
    private final IQueue undelivered;

    ScheduleConstructs(
            Construct scope,
            InstallationConfig installation,
            DataStack data,
            IQueue undelivered,
            List<DeployedFunction> called) {
        this.scope = scope;
        this.installation = installation;
        this.prefix = installation.deployment().prefix();
        this.undelivered = undelivered;
        this.group =
                CfnScheduleGroup.Builder.create(scope, "Schedules").name(prefix).build();
        var statements = new ArrayList<>(List.of(
                RolePolicies.allow(
                                "Calls",
                                List.of("lambda:InvokeFunction"),
                                called.stream()
                                        .map(function -> function.alias().getFunctionArn())
                                        .toList())
                        .build(),
                RolePolicies.allow("SetsAside", List.of("sqs:SendMessage"), List.of(undelivered.getQueueArn()))
                        .build(),
                RolePolicies.allow(
                                "Encrypts",
                                List.of("kms:Decrypt", "kms:GenerateDataKey"),
                                List.of(data.key().getKeyArn()))
                        .conditions(Map.of(
                                "StringEquals",
                                Map.of(
                                        "kms:ViaService",
                                        "sqs.%s.amazonaws.com"
                                                .formatted(Stack.of(scope).getRegion()))))
                        .build()));
        this.role = Role.Builder.create(scope, "SchedulerRole")
                .assumedBy(ServicePrincipal.Builder.create("scheduler.amazonaws.com")
                        .conditions(Map.of(
                                "StringEquals",
                                Map.of("aws:SourceAccount", Stack.of(scope).getAccount())))
                        .build())
                .description("Lets the schedules of %s invoke its functions".formatted(prefix))
                .inlinePolicies(Map.of(
                        "access",
                        PolicyDocument.Builder.create().statements(statements).build()))
                .build();
    }

    /** Adds one schedule for the whole installation. */
    void addInstallationSchedule(DeployedFunction function, String expression) {
        addSchedule(
                function,
                function.row().name(),
                expression,
                false,
                Map.of("tenant", installation.tenant().value()));
    }

    /** Adds one schedule per connection, with the rate from the configuration. */
    void addConnectionSchedules(DeployedFunction function) {
        for (Connection connection : installation.connections()) {
            Map<String, String> event = new LinkedHashMap<>();
            event.put("tenant", installation.tenant().value());
            event.put("connection", connection.id().value());
            event.put("time", "<aws.scheduler.scheduled-time>");
            String id = connection.id().value();
            addSchedule(
                    function,
                    function.row().name() + "-" + id,
                    installation.deployment().scheduleOf(id),
                    true,
                    event);
        }
    }

    private void addSchedule(
            DeployedFunction function, String name, String expression, boolean spread, Map<String, String> event) {
        CfnSchedule.FlexibleTimeWindowProperty window = spread
                ? CfnSchedule.FlexibleTimeWindowProperty.builder()
                        .mode("FLEXIBLE")
                        .maximumWindowInMinutes(MINUTES_TO_SPREAD)
                        .build()
                : CfnSchedule.FlexibleTimeWindowProperty.builder().mode("OFF").build();
        CfnSchedule.Builder.create(scope, "Schedule-" + name)
                // Schedule names have at most 64 characters, so CloudFormation generates one from the logical ID.
                .description(function.row().purpose())
                .groupName(group.getRef())
                .state(installation.deployment().isPaused() ? "DISABLED" : "ENABLED")
                .scheduleExpression(expression)
                .scheduleExpressionTimezone("UTC")
                .flexibleTimeWindow(window)
                .target(CfnSchedule.TargetProperty.builder()
                        .arn(function.alias().getFunctionArn())
                        .roleArn(role.getRoleArn())
                        .input(ModelJson.write(event))
                        .deadLetterConfig(CfnSchedule.DeadLetterConfigProperty.builder()
                                .arn(undelivered.getQueueArn())
                                .build())
                        .retryPolicy(CfnSchedule.RetryPolicyProperty.builder()
                                .maximumRetryAttempts(TRIES)
                                .maximumEventAgeInSeconds(Duration.hours(1).toSeconds())
                                .build())
                        .build())
                .build();
    }
}
