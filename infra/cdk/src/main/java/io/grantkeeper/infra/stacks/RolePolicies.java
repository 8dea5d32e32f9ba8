package io.grantkeeper.infra.stacks;

import io.grantkeeper.aws.dynamodb.TablePartition;
import io.grantkeeper.infra.config.InstallationConfig;
import io.grantkeeper.infra.functions.FunctionDefinition;
import io.grantkeeper.infra.functions.FunctionResource;
import io.grantkeeper.infra.functions.FunctionTrigger;
import io.grantkeeper.infra.functions.ResourceGrant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.logs.CfnLogGroup;

/**
 * The permissions of a function's role. {@code Code…} statements cover the calls of the function's code, as its
 * definition declares them. {@code Lambda…} statements cover the calls that Lambda makes on behalf of the function.
 * Wildcards appear only where AWS offers no narrower resource, each with a comment that says why.
 */
final class RolePolicies {
    private static final Set<String> WRITES =
            Set.of("dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:BatchWriteItem");

    private static final List<String> KEEPS_TABLE = List.of(
            "kms:Decrypt",
            "kms:DescribeKey",
            "kms:Encrypt",
            "kms:GenerateDataKey",
            "kms:GenerateDataKeyWithoutPlaintext",
            "kms:ReEncryptFrom",
            "kms:ReEncryptTo");

    private final InstallationConfig installation;
    private final Stack stack;
    private final DataStack data;
    private final QueueConstructs queues;
    private final ResourceLocations locations;

    RolePolicies(
            InstallationConfig installation,
            Stack stack,
            DataStack data,
            QueueConstructs queues,
            ResourceLocations locations) {
        this.installation = installation;
        this.stack = stack;
        this.data = data;
        this.queues = queues;
        this.locations = locations;
    }

    PolicyDocument of(FunctionDefinition row, CfnLogGroup logs) {
        List<PolicyStatement> statements = new ArrayList<>();
        row.grants().forEach(grant -> addGrant(row, grant, statements));
        allowLogging(logs, statements);
        allowTrigger(row, statements);
        allowDataKey(row, statements);
        if (installation.deployment().vpc().isPresent()) {
            allowNetwork(statements);
        }
        return PolicyDocument.Builder.create().statements(statements).build();
    }

    private void addGrant(FunctionDefinition row, ResourceGrant grant, List<PolicyStatement> statements) {
        List<String> arns = locations.arns(grant.resource());
        if (arns.isEmpty() || grant.actions().isEmpty()) {
            return;
        }
        String sid = "Code" + camelCase(grant.resource());
        List<String> actions = grant.sortedActions();
        switch (grant.resource().kind()) {
            // Every partition key begins with its tenant, so the code cannot reach another tenant's items.
            case TABLE -> {
                statements.add(onKeys(
                        sid,
                        actions.stream()
                                .filter(action -> !WRITES.contains(action))
                                .toList(),
                        arns,
                        List.of(TablePartition.allKeys(installation.tenant()))));
                List<String> writes = actions.stream().filter(WRITES::contains).toList();
                if (!writes.isEmpty()) {
                    statements.add(onKeys(
                            sid + "Writes",
                            writes,
                            arns,
                            TablePartition.keyPatterns(installation.tenant(), row.writes().stream())));
                }
            }
            case SENDER ->
                statements.add(allow(sid, actions, arns)
                        .conditions(Map.of(
                                "StringEquals",
                                Map.of(
                                        "ses:FromAddress",
                                        installation.sesSender().orElseThrow())))
                        .build());
            // A bucket can contain the checkpoints of several tenants.
            case LISTING ->
                statements.add(allow(sid, actions, arns)
                        .conditions(Map.of("StringEquals", Map.of("s3:prefix", installation.tenant() + "/")))
                        .build());
            case QUEUE, SECRET, OTHER ->
                statements.add(allow(sid, actions, arns).build());
        }
    }

    private static PolicyStatement onKeys(String sid, List<String> actions, List<String> arns, List<String> keys) {
        return allow(sid, actions, arns)
                .conditions(Map.of("ForAllValues:StringLike", Map.of("dynamodb:LeadingKeys", keys)))
                .build();
    }

    private static void allowLogging(CfnLogGroup logs, List<PolicyStatement> statements) {
        // The ARN of a log group ends in ":*", which covers its log streams; Lambda chooses their names.
        statements.add(
                allow("LambdaLogs", List.of("logs:CreateLogStream", "logs:PutLogEvents"), List.of(logs.getAttrArn()))
                        .build());
        // X-Ray has no resource-level permissions.
        statements.add(allow("LambdaTraces", List.of("xray:PutTraceSegments", "xray:PutTelemetryRecords"), List.of("*"))
                .build());
    }

    private void allowTrigger(FunctionDefinition row, List<PolicyStatement> statements) {
        switch (row.trigger()) {
            case FunctionTrigger.QueueMessages(var queue, var _, var _, var _) ->
                statements.add(allow(
                                "LambdaReadsQueue",
                                List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"),
                                locations.arns(queue))
                        .build());
            case FunctionTrigger.TableChanges _ -> {
                statements.add(allow(
                                "LambdaReadsStream",
                                List.of("dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"),
                                List.of(String.valueOf(data.table().getTableStreamArn())))
                        .build());
                // dynamodb:ListStreams has no resource-level permissions.
                statements.add(allow("LambdaListsStreams", List.of("dynamodb:ListStreams"), List.of("*"))
                        .build());
                statements.add(allowUndeliveredQueue());
            }
            // Lambda moves asynchronous invocations that fail after all retries to a queue.
            case FunctionTrigger.Schedule _, FunctionTrigger.ConnectionSchedule _, FunctionTrigger.PartnerEvents _ ->
                statements.add(allowUndeliveredQueue());
            // Callers of these functions wait for the response and retry.
            case FunctionTrigger.HttpRequests _,
                    FunctionTrigger.ExternalInvocation _,
                    FunctionTrigger.FunctionInvocation _ -> {}
        }
    }

    private PolicyStatement allowUndeliveredQueue() {
        return allow(
                        "LambdaSetsAside",
                        List.of("sqs:SendMessage"),
                        List.of(queues.undelivered().getQueueArn()))
                .build();
    }

    /** Grants the use of the installation's KMS key, but only through the services that store data under it. */
    private void allowDataKey(FunctionDefinition row, List<PolicyStatement> statements) {
        Set<String> reads = new TreeSet<>();
        Set<String> writes = new TreeSet<>();
        for (FunctionResource resource : row.resources()) {
            switch (resource.kind()) {
                case TABLE -> reads.add(endpointOf("dynamodb"));
                case SECRET -> reads.add(endpointOf("secretsmanager"));
                case QUEUE -> writes.add(endpointOf("sqs"));
                case SENDER, LISTING, OTHER -> {}
            }
        }
        switch (row.trigger()) {
            case FunctionTrigger.QueueMessages _ -> reads.add(endpointOf("sqs"));
            case FunctionTrigger.TableChanges _ -> {
                reads.add(endpointOf("dynamodb"));
                writes.add(endpointOf("sqs"));
            }
            case FunctionTrigger.Schedule _, FunctionTrigger.ConnectionSchedule _, FunctionTrigger.PartnerEvents _ ->
                writes.add(endpointOf("sqs"));
            case FunctionTrigger.HttpRequests _,
                    FunctionTrigger.ExternalInvocation _,
                    FunctionTrigger.FunctionInvocation _ -> {}
        }
        allowTableKey(row, statements);
        allowKeysOfExistingSecrets(row, statements);
        // To send to an encrypted queue, a principal must both generate a data key and decrypt it.
        reads.addAll(writes);
        if (!reads.isEmpty()) {
            statements.add(viaServices("LambdaDecrypts", List.of("kms:Decrypt"), reads));
        }
        if (!writes.isEmpty()) {
            statements.add(viaServices("LambdaEncrypts", List.of("kms:GenerateDataKey"), writes));
        }
    }

    /**
     * Grants the key permissions that DynamoDB needs on behalf of a writer, because DynamoDB uses a customer managed
     * key with the permissions of the principal that writes. AWS lists the minimum for DynamoDB ("DynamoDB encryption
     * at rest", authorizing use of a customer managed key). The permission to create grants, which is also listed
     * there, is for the principal that creates the table.
     */
    private void allowTableKey(FunctionDefinition row, List<PolicyStatement> statements) {
        boolean writes = row.grants().stream()
                .filter(grant -> grant.resource() == FunctionResource.TABLE)
                .flatMap(grant -> grant.actions().stream())
                .anyMatch(WRITES::contains);
        if (writes) {
            statements.add(viaServices("LambdaKeepsTable", KEEPS_TABLE, Set.of(endpointOf("dynamodb"))));
        }
    }

    /**
     * Grants the use of the KMS keys that encrypt existing secrets. Each function may use only the keys of the secrets
     * that it reads.
     */
    private void allowKeysOfExistingSecrets(FunctionDefinition row, List<PolicyStatement> statements) {
        Set<String> secrets = new TreeSet<>();
        for (FunctionResource resource : row.resources()) {
            switch (resource) {
                case CONNECTION_SECRETS -> secrets.addAll(installation.secrets().connections());
                case ALERT_SECRETS -> secrets.addAll(installation.secrets().alerts());
                case ANSWER_SECRETS -> secrets.addAll(installation.secrets().answers());
                case CONSOLE_SECRETS -> secrets.addAll(installation.secrets().console());
                case SIGNAL_SECRETS -> secrets.addAll(installation.secrets().signals());
                default -> {}
            }
        }
        List<String> keys = List.copyOf(installation.deployment().keysOfSecrets(secrets));
        if (!keys.isEmpty()) {
            statements.add(viaServices(
                    "LambdaDecryptsSecretsOfYours",
                    List.of("kms:Decrypt"),
                    Set.of(endpointOf("secretsmanager")),
                    keys));
        }
    }

    private PolicyStatement viaServices(String sid, List<String> actions, Set<String> services) {
        return viaServices(sid, actions, services, List.of(data.key().getKeyArn()));
    }

    private static PolicyStatement viaServices(
            String sid, List<String> actions, Set<String> services, List<String> keys) {
        return allow(sid, actions, keys)
                .conditions(Map.of("StringEquals", Map.of("kms:ViaService", List.copyOf(services))))
                .build();
    }

    /**
     * Grants the permissions to join a VPC. These permissions cannot name individual network interfaces, because Lambda
     * creates the interfaces later.
     */
    private static void allowNetwork(List<PolicyStatement> statements) {
        statements.add(allow(
                        "LambdaJoinsNetwork",
                        List.of(
                                "ec2:AssignPrivateIpAddresses",
                                "ec2:CreateNetworkInterface",
                                "ec2:DeleteNetworkInterface",
                                "ec2:DescribeNetworkInterfaces",
                                "ec2:DescribeSubnets",
                                "ec2:UnassignPrivateIpAddresses"),
                        List.of("*"))
                .build());
    }

    private String endpointOf(String name) {
        return "%s.%s.amazonaws.com".formatted(name, stack.getRegion());
    }

    static PolicyStatement.Builder allow(String sid, List<String> actions, List<String> resources) {
        return PolicyStatement.Builder.create()
                .sid(sid)
                .effect(Effect.ALLOW)
                .actions(actions)
                .resources(resources);
    }

    /** Converts a constant's name to camel case, for example {@code SyncQueue}. */
    private static String camelCase(FunctionResource resource) {
        StringBuilder name = new StringBuilder();
        for (String word : resource.name().split("_", -1)) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return name.toString();
    }
}
