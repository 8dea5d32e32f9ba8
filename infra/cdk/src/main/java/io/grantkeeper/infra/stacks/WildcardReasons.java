package io.grantkeeper.infra.stacks;

import io.grantkeeper.infra.config.InstallationConfig;
import java.util.List;

/** The justifications for the wildcards in policies, recorded for cdk-nag. */
final class WildcardReasons {
    private static final String IAM5 = "AwsSolutions-IAM5";

    private WildcardReasons() {}

    static void forWildcards(ComputeStack stack, InstallationConfig installation, List<DeployedFunction> functions) {
        for (DeployedFunction function : functions) {
            var scope = stack.getNode().findChild(function.row().name());
            CdkNagSuppressions.accept(
                    scope,
                    IAM5,
                    "X-Ray, listing streams and joining a VPC have no resource-level permissions; AWS accepts only '*'",
                    List.of("Resource::*"));
            CdkNagSuppressions.acceptMatching(
                    scope,
                    IAM5,
                    "Each checkpoint is a separate object named after the tree size; all are under the tenant's prefix",
                    "/^Resource::.*\\/%s\\/\\*$/".formatted(installation.tenant()));
            CdkNagSuppressions.acceptMatching(
                    scope,
                    IAM5,
                    "Secrets Manager appends six random characters to a secret's ARN; importing the ARN would tie the secret to this stack",
                    "/^Resource::arn:.*:secret:.*-\\?\\?\\?\\?\\?\\?$/");
        }
    }
}
