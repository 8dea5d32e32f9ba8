package io.grantkeeper.infra.stacks;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.grantkeeper.infra.config.Deployment;
import io.grantkeeper.infra.config.Installation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.cxapi.CloudAssembly;

/** An installation as a CDK app: three stacks, each after the one that it stands on. */
public final class GrantkeeperApp {
    private final App app;
    private final DataStack data;
    private final WorkStack work;
    private final WatchStack watch;

    /**
     * @param out where the templates go
     */
    public GrantkeeperApp(Installation installation, FunctionCode code, Keeping keeping, Path out) {
        this.app = new App(AppProps.builder()
                .outdir(out.toString())
                .analyticsReporting(false)
                .treeMetadata(false)
                .context(Map.of(
                        "@aws-cdk/core:enablePartitionLiterals", true,
                        "@aws-cdk/aws-lambda:recognizeLayerVersion", true,
                        "@aws-cdk/aws-lambda:recognizeVersionProps", true,
                        "@aws-cdk/core:checkSecretUsage", true,
                        // The source of an image is the repository itself, which need not be copied once a function.
                        "aws:cdk:disable-asset-staging",
                                installation.deployment().packagedAs() instanceof Deployment.BuiltImage,
                        // What the work stack uses, the data stack does not let go of.
                        "@aws-cdk/core:defaultCrossStackReferences", "strong",
                        "@aws-cdk/aws-kms:aliasNameRef", true,
                        "@aws-cdk/aws-iam:minimizePolicies", false,
                        "@aws-cdk/aws-sns-subscriptions:restrictSqsDescryption", true))
                .build());
        Deployment deployment = installation.deployment();
        String prefix = deployment.prefix();
        this.data = new DataStack(
                app,
                prefix + "-data",
                props(deployment, "What Grantkeeper keeps: table, keys, secrets", keeping.isProtected()),
                installation,
                keeping);
        this.work = new WorkStack(
                app,
                prefix + "-work",
                props(deployment, "What Grantkeeper does: queues, functions, schedules, webhooks", false),
                installation,
                data,
                code);
        this.watch = new WatchStack(
                app,
                prefix + "-watch",
                props(deployment, "What watches Grantkeeper: alarms and dashboard", false),
                installation,
                data,
                work);
        Tags.of(app).add("application", "grantkeeper");
        Tags.of(app).add("installation", prefix);
        deployment.allTags().forEach((name, value) -> Tags.of(app).add(name, value));
        Aspects.of(app).add(AwsSolutionsChecks.Builder.create().verbose(true).build());
    }

    private static StackProps props(Deployment deployment, String description, boolean isProtected) {
        Environment.Builder environment = Environment.builder();
        deployment.account().ifPresent(environment::account);
        deployment.region().ifPresent(environment::region);
        return StackProps.builder()
                .description(description)
                .env(environment.build())
                .terminationProtection(isProtected)
                .build();
    }

    /** In the order in which they are made. */
    public List<Stack> stacks() {
        return List.of(data, work, watch);
    }

    public CloudAssembly synth() {
        return app.synth();
    }
}
