package io.grantkeeper.infra.stacks;

import io.grantkeeper.functions.runtime.FunctionEntry;
import io.grantkeeper.infra.config.Deployment;
import io.grantkeeper.infra.functions.FunctionRow;
import io.grantkeeper.infra.functions.Trigger;
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

/** One function with its log group and role, and the alias that everything calls: a snapshot belongs to a version. */
final class DeployedFunction {
    /** What every caller names. */
    static final String ALIAS = "live";

    /** What functions with the same needs share. */
    record Surroundings(
            Deployment deployment, String logKeyArn, Optional<IVpc> vpc, Optional<ISecurityGroup> securityGroup) {}

    /** Makes a role's policy once its log group is known. */
    interface PolicyOf {
        PolicyDocument policy(FunctionRow row, CfnLogGroup logs);
    }

    private final FunctionRow row;
    private final Alias alias;

    DeployedFunction(
            Construct parent,
            FunctionRow row,
            Code code,
            Map<String, String> environment,
            PolicyOf policies,
            Surroundings surroundings) {
        this.row = row;
        Construct scope = new Construct(parent, row.name());
        Deployment deployment = surroundings.deployment();
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
                // The reports of calls and starts, with duration, memory and what is paid for, are of this level.
                .systemLogLevelV2(SystemLogLevel.INFO)
                .tracing(Tracing.ACTIVE);
        switch (deployment.packagedAs()) {
            case Deployment.Zip() -> function.runtime(Runtime.JAVA_25).handler(FunctionEntry.class.getName());
            case Deployment.BuiltImage(), Deployment.PublishedImage _ ->
                function.runtime(Runtime.FROM_IMAGE).handler(Handler.FROM_IMAGE);
        }
        boolean isReadFor = row.trigger() instanceof Trigger.OfQueue || row.trigger() instanceof Trigger.OfTable;
        if (deployment.isPaused() && !isReadFor) {
            // Whoever calls has no switch here (requests, buses, gateways): it is refused, and tries again. What Lambda
            // reads for is not: it stops reading, and what it had taken already would count as tried in vain.
            function.reservedConcurrentExecutions(0);
        } else if (deployment.reservesConcurrency()) {
            function.reservedConcurrentExecutions(row.atOnce());
        }
        if (deployment.startsFromSnapshot()) {
            function.snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS);
        }
        if (row.goesRound()) {
            // Work that is not done goes back on the queue on purpose; AWS would stop it after 16 rounds.
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
        // The version that is published is the one behind the alias.
        Annotations.of(made).acknowledgeWarning("@aws-cdk/aws-lambda:snapStartRequirePublish");
        this.alias = Alias.Builder.create(scope, "Live")
                .aliasName(ALIAS)
                .version(made.getCurrentVersion())
                .build();
    }

    /** A role that CDK cannot add to: what stands in its policy is all there is. */
    private static IRole role(Construct scope, FunctionRow row, PolicyDocument policy) {
        Role role = Role.Builder.create(scope, "Role")
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .description("What %s may do".formatted(row.name()))
                .inlinePolicies(Map.of("access", policy))
                .build();
        return role.withoutPolicyUpdates();
    }

    FunctionRow row() {
        return row;
    }

    Alias alias() {
        return alias;
    }
}
