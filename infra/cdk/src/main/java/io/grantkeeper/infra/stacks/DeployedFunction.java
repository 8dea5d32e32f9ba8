package io.grantkeeper.infra.stacks;

import io.grantkeeper.functions.runtime.FunctionEntry;
import io.grantkeeper.infra.config.DeploymentConfig;
import io.grantkeeper.infra.functions.FunctionDefinition;
import io.grantkeeper.infra.functions.FunctionTrigger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Handler;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.lambda.RecursiveLoop;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.SystemLogLevel;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.logs.CfnLogGroup;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * A Lambda function with its log group, role and alias. Callers use the alias, because it points to a published
 * version, and only published versions have a snapshot.
 */
final class DeployedFunction {
    /** The alias that every caller uses. */
    static final String ALIAS = "live";

    /** The settings that all functions share. */
    record SharedSettings(
            DeploymentConfig deployment,
            String logKeyArn,
            Optional<IVpc> vpc,
            Optional<ISecurityGroup> securityGroup) {}

    /**
     * Creates the policy of a function's role. Called after the function's log group has been created, because the
     * policy refers to it.
     */
    interface PolicyFactory {
        PolicyDocument policy(FunctionDefinition row, CfnLogGroup logs);
    }

    private final FunctionDefinition row;
    private final Alias alias;

    DeployedFunction(
            Construct parent,
            FunctionDefinition row,
            Code code,
            Map<String, String> environment,
            PolicyFactory policies,
            SharedSettings surroundings) {
        this.row = row;
        Construct scope = new Construct(parent, row.name());
        DeploymentConfig deployment = surroundings.deployment();
        CfnLogGroup logs = CfnLogGroup.Builder.create(scope, "Logs")
                .logGroupName("/%s/%s".formatted(deployment.prefix(), row.name()))
                .retentionInDays(deployment.logDays())
                .kmsKeyId(surroundings.logKeyArn())
                .build();
        logs.applyRemovalPolicy(RemovalPolicy.DESTROY);
        Function.Builder function = Function.Builder.create(scope, "Function")
                .functionName(deployment.functionName(row.name()))
                .description(row.purpose())
                .architecture(deployment.onArm() ? Architecture.ARM_64 : Architecture.X86_64)
                .code(code)
                .memorySize(row.memoryMb())
                .timeout(Duration.seconds(row.timeout().toSeconds()))
                .environment(environment)
                .role(role(scope, row, policies.policy(row, logs)))
                .logGroup(LogGroup.fromLogGroupName(scope, "LogsByName", logs.getRef()))
                .loggingFormat(LoggingFormat.JSON)
                // At this level, Lambda logs reports of invocations and initializations with duration, memory and
                // billing.
                .systemLogLevelV2(SystemLogLevel.INFO)
                .tracing(Tracing.ACTIVE);
        switch (deployment.packageType()) {
            case DeploymentConfig.Zip() -> function.runtime(Runtime.JAVA_25).handler(FunctionEntry.class.getName());
            case DeploymentConfig.BuiltImage(), DeploymentConfig.PublishedImage _ ->
                function.runtime(Runtime.FROM_IMAGE).handler(Handler.FROM_IMAGE);
        }
        boolean isReadFor = row.trigger() instanceof FunctionTrigger.QueueMessages
                || row.trigger() instanceof FunctionTrigger.TableChanges;
        if (deployment.isPaused() && !isReadFor) {
            // Callers such as HTTP clients, event buses and gateways cannot be disabled here: their calls are
            // throttled, and they retry. For queues and streams, the event source mapping is disabled instead, because
            // messages that were already received would count as failed attempts.
            function.reservedConcurrentExecutions(0);
        } else if (deployment.reservesConcurrency()) {
            function.reservedConcurrentExecutions(row.atOnce());
        }
        if (deployment.startsFromSnapshot()) {
            function.snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS);
        }
        if (row.requeuesOwnWork()) {
            // Unfinished work goes back to the queue on purpose; Lambda's loop detection would stop it after 16 rounds.
            function.recursiveLoop(RecursiveLoop.ALLOW);
        }
        surroundings
                .vpc()
                .ifPresent(vpc -> function.vpc(vpc)
                        .vpcSubnets(SubnetSelection.builder()
                                .subnets(vpc.getPrivateSubnets())
                                .build())
                        .securityGroups(List.of(surroundings.securityGroup().orElseThrow())));
        Function made = function.build();
        made.getNode().addDependency(logs);
        // The alias points to the published version.
        Annotations.of(made).acknowledgeWarning("@aws-cdk/aws-lambda:snapStartRequirePublish");
        this.alias = Alias.Builder.create(scope, "Live")
                .aliasName(ALIAS)
                .version(made.getCurrentVersion())
                .build();
    }

    /** Returns a role that the CDK cannot extend, because its policy is complete. */
    private static IRole role(Construct scope, FunctionDefinition row, PolicyDocument policy) {
        Role role = Role.Builder.create(scope, "Role")
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .description("Permissions of %s".formatted(row.name()))
                .inlinePolicies(Map.of("access", policy))
                .build();
        return role.withoutPolicyUpdates();
    }

    FunctionDefinition row() {
        return row;
    }

    Alias alias() {
        return alias;
    }
}
