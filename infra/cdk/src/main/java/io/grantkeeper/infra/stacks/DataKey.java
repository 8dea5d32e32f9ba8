package io.grantkeeper.infra.stacks;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

/** The key under which everything lies that this installation keeps. Roles are let use it by their own policies. */
final class DataKey {
    private DataKey() {}

    static Key in(Construct scope, String prefix, Keeping keeping) {
        Key key = Key.Builder.create(scope, "DataKey")
                .alias("alias/" + prefix + "-data")
                .description("Encrypts the table, queues, secrets, logs and alarm topic of " + prefix)
                .enableKeyRotation(true)
                .removalPolicy(keeping.removal())
                .pendingWindow(Duration.days(30))
                .build();
        Stack stack = Stack.of(scope);
        // Log groups are encrypted by the service itself, for groups of this installation only. AWS' own example has
        // kms:ReEncrypt*, kms:GenerateDataKey* and kms:Describe*: these are all that they stand for.
        key.addToResourcePolicy(PolicyStatement.Builder.create()
                .sid("LogsOfThisInstallation")
                .effect(Effect.ALLOW)
                .principals(List.of(new ServicePrincipal("logs.%s.amazonaws.com".formatted(stack.getRegion()))))
                .actions(List.of(
                        "kms:Encrypt",
                        "kms:Decrypt",
                        "kms:ReEncryptFrom",
                        "kms:ReEncryptTo",
                        "kms:GenerateDataKey",
                        "kms:GenerateDataKeyWithoutPlaintext",
                        "kms:DescribeKey"))
                .resources(List.of("*")) // in a key's own policy this is the key
                .conditions(Map.of(
                        "ArnLike",
                        Map.of(
                                "kms:EncryptionContext:aws:logs:arn",
                                "arn:%s:logs:%s:%s:log-group:/%s/*"
                                        .formatted(
                                                stack.getPartition(), stack.getRegion(), stack.getAccount(), prefix))))
                .build());
        // Alarms go to an encrypted topic; rules put what they cannot deliver on an encrypted queue.
        key.addToResourcePolicy(PolicyStatement.Builder.create()
                .sid("AlarmsAndRulesOfThisAccount")
                .effect(Effect.ALLOW)
                .principals(List.of(
                        new ServicePrincipal("cloudwatch.amazonaws.com"), new ServicePrincipal("events.amazonaws.com")))
                .actions(List.of("kms:Decrypt", "kms:GenerateDataKey"))
                .resources(List.of("*"))
                .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", stack.getAccount())))
                .build());
        return key;
    }
}
