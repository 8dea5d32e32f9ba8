package io.grantkeeper.infra.stacks;

import io.grantkeeper.infra.config.Installation;
import java.util.List;

/** Why each wildcard of a policy is there. */
final class Reasons {
    private static final String IAM5 = "AwsSolutions-IAM5";

    private Reasons() {}

    static void forWildcards(WorkStack stack, Installation installation, List<DeployedFunction> functions) {
        for (DeployedFunction function : functions) {
            var scope = stack.getNode().findChild(function.row().name());
            Suppressions.on(
                    scope,
                    IAM5,
                    "X-Ray, listing streams and joining a network know no resources; AWS takes nothing but '*' there",
                    List.of("Resource::*"));
            Suppressions.onMatching(
                    scope,
                    IAM5,
                    "Each checkpoint is an object of its own, called after its size; all lie under the tenant",
                    "/^Resource::.*\\/%s\\/\\*$/".formatted(installation.tenant()));
            Suppressions.onMatching(
                    scope,
                    IAM5,
                    "Secrets Manager ends a secret's ARN in six characters of its own; to import them would tie the secret to this stack",
                    "/^Resource::arn:.*:secret:.*-\\?\\?\\?\\?\\?\\?$/");
        }
    }
}
