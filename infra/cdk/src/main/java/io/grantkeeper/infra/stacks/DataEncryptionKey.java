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

/** The KMS key that encrypts everything the installation stores. The policy of each role grants the use of this key. */
final class DataEncryptionKey {
    private DataEncryptionKey() {}

    static Key create(Construct scope, String prefix, RetentionMode retention) {
        Key key = Key.Builder.create(scope, "DataKey")
                .alias("alias/" + prefix + "-data")
                .description("Encrypts the table, queues, secrets, logs and alarm topic of " + prefix)
                .enableKeyRotation(true)
                .removalPolicy(retention.removal())
                .pendingWindow(Duration.days(30))
                .build();
        Stack stack = Stack.of(scope);
        // CloudWatch Logs uses the key itself, here only for the log groups of this installation. The AWS example uses
        // kms:ReEncrypt*, kms:GenerateDataKey* and kms:Describe*; these are the actions that the wildcards cover.
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
                .resources(List.of("*")) // in a key policy, "*" means this key
                .conditions(Map.of(
                        "ArnLike",
                        Map.of(
                                "kms:EncryptionContext:aws:logs:arn",
                                "arn:%s:logs:%s:%s:log-group:/%s/*"
                                        .formatted(
                                                stack.getPartition(), stack.getRegion(), stack.getAccount(), prefix))))
                .build());
        // CloudWatch publishes alarms to an encrypted topic; EventBridge sends undeliverable events to an encrypted
        // queue.
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
