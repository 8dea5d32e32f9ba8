package io.grantkeeper.paths;

import java.util.Optional;
import java.util.Set;

/**
 * AWS roles that an identity could pass to a service, and so use through that service. Passing a role requires
 * {@code iam:PassRole} for the role, a permission to start something in a service, and a role whose trust policy names
 * the service. Of these, only the trust policy is not part of the facts. Sources:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html and
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
final class PassedRoles {
    static final String PASS = "iam:PassRole";

    static final String CONDITION = "the trust policy of {to} names that service";

    /** The AWS actions, in lowercase, that run the caller's code under a role. */
    private static final Set<String> STARTS = Set.of(
            "lambda:createfunction",
            "ec2:runinstances",
            "ecs:runtask",
            "ecs:createservice",
            "batch:submitjob",
            "glue:createjob",
            "glue:createdevendpoint",
            "codebuild:createproject",
            "cloudformation:createstack",
            "sagemaker:createnotebookinstance",
            "sagemaker:createtrainingjob",
            "sagemaker:createprocessingjob",
            "states:createstatemachine",
            "apprunner:createservice",
            "ssm:startautomationexecution",
            "datapipeline:putpipelinedefinition");

    private PassedRoles() {}

    static boolean isPass(String permission) {
        return permission.strip().equalsIgnoreCase(PASS);
    }

    /** Returns a permission that lets an identity start something in a service; empty if it has none. */
    static Optional<String> start(PathIdentity identity) {
        return identity.grants().stream()
                .filter(PathGrant::active)
                .flatMap(grant -> grant.permissions().stream())
                .map(String::strip)
                .filter(PassedRoles::starts)
                .sorted()
                .findFirst();
    }

    private static boolean starts(String written) {
        String permission = CanonicalPermissionNames.canonical("aws", written);
        return STARTS.contains(permission)
                || (permission.endsWith(":*")
                        && STARTS.stream()
                                .anyMatch(
                                        action -> action.startsWith(permission.substring(0, permission.length() - 1))));
    }
}
