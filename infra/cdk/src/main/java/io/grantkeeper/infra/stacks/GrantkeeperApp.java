package io.grantkeeper.infra.stacks;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.grantkeeper.infra.config.DeploymentConfig;
import io.grantkeeper.infra.config.InstallationConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.TagProps;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.cxapi.CloudAssembly;

/** A CDK app for one installation, with three stacks. Each stack depends on the one before it. */
public final class GrantkeeperApp {
    private final App app;
    private final DataStack data;
    private final ComputeStack work;
    private final MonitoringStack watch;

    /**
     * Creates the stacks.
     *
     * @param out the output directory for the templates
     */
    public GrantkeeperApp(InstallationConfig installation, FunctionCode code, RetentionMode retention, Path out) {
        this.app = new App(AppProps.builder()
                .outdir(out.toString())
                .analyticsReporting(false)
                .treeMetadata(false)
                .context(Map.of(
                        "@aws-cdk/core:enablePartitionLiterals", true,
                        "@aws-cdk/aws-lambda:recognizeLayerVersion", true,
                        "@aws-cdk/aws-lambda:recognizeVersionProps", true,
                        "@aws-cdk/core:checkSecretUsage", true,
                        // The source of every image is the repository itself, which does not have to be staged for each
                        // function.
                        "aws:cdk:disable-asset-staging",
                                installation.deployment().packageType() instanceof DeploymentConfig.BuiltImage,
                        // The data stack must not remove anything that the work stack uses.
                        "@aws-cdk/core:defaultCrossStackReferences", "strong",
                        "@aws-cdk/aws-kms:aliasNameRef", true,
                        "@aws-cdk/aws-iam:minimizePolicies", false,
                        "@aws-cdk/aws-sns-subscriptions:restrictSqsDescryption", true))
                .build());
        DeploymentConfig deployment = installation.deployment();
        String prefix = deployment.prefix();
        this.data = new DataStack(
                app,
                prefix + "-data",
                props(deployment, "Stores Grantkeeper's data: table, keys, secrets", retention.isProtected()),
                installation,
                retention);
        this.work = new ComputeStack(
                app,
                prefix + "-work",
                props(deployment, "Runs Grantkeeper: queues, functions, schedules, HTTP API", false),
                installation,
                data,
                code);
        this.watch = new MonitoringStack(
                app,
                prefix + "-watch",
                props(deployment, "Monitors Grantkeeper: alarms and dashboard", false),
                installation,
                data,
                work);
        addTag("application", "grantkeeper");
        addTag("installation", prefix);
        deployment.allTags().forEach(this::addTag);
        Aspects.of(app).add(AwsSolutionsChecks.Builder.create().verbose(true).build());
    }

    /** Tags all resources except dashboards, whose tags CloudFormation does not accept in every region. */
    private void addTag(String name, String value) {
        Tags.of(app)
                .add(
                        name,
                        value,
                        TagProps.builder()
                                .excludeResourceTypes(List.of("AWS::CloudWatch::Dashboard"))
                                .build());
    }

    private static StackProps props(DeploymentConfig deployment, String description, boolean isProtected) {
        Environment.Builder environment = Environment.builder();
        deployment.account().ifPresent(environment::account);
        deployment.region().ifPresent(environment::region);
        return StackProps.builder()
                .description(description)
                .env(environment.build())
                .terminationProtection(isProtected)
                .build();
    }

    /** Returns the stacks in deployment order. */
    public List<Stack> stacks() {
        return List.of(data, work, watch);
    }

    public CloudAssembly synth() {
        return app.synth();
    }
}
