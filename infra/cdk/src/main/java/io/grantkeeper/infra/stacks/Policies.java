package io.grantkeeper.infra.stacks;

import io.grantkeeper.infra.config.Installation;
import io.grantkeeper.infra.functions.FunctionRow;
import io.grantkeeper.infra.functions.Grant;
import io.grantkeeper.infra.functions.Resource;
import io.grantkeeper.infra.functions.Trigger;
import java.util.ArrayList;
import java.util.EnumSet;
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
 * What a function's role may do. Statements of two kinds: {@code Code…} is what its code calls, as its row says, and
 * {@code Lambda…} is what the service does in its name. Wildcards stand where AWS has no narrower name, each with its
 * reason beside it.
 */
final class Policies {
    /** Everything that is kept encrypted under the data key and is reached through the service that keeps it. */
    private static final Set<Resource> IN_SECRETS = EnumSet.of(
            Resource.CONFIG,
            Resource.CONNECTION_SECRETS,
            Resource.ALERT_SECRETS,
            Resource.ANSWER_SECRETS,
            Resource.SIGNAL_SECRETS);

    private static final Set<Resource> QUEUES =
            EnumSet.of(Resource.SYNC_QUEUE, Resource.ALERT_QUEUE, Resource.ANSWER_QUEUE, Resource.PARKED);

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

    private final Installation installation;
    private final Stack stack;
    private final DataStack data;
    private final Queues queues;
    private final Places places;

    Policies(Installation installation, Stack stack, DataStack data, Queues queues, Places places) {
        this.installation = installation;
        this.stack = stack;
        this.data = data;
        this.queues = queues;
        this.places = places;
    }

    PolicyDocument of(FunctionRow row, CfnLogGroup logs) {
        List<PolicyStatement> statements = new ArrayList<>();
        row.grants().forEach(grant -> code(grant, statements));
        log(logs, statements);
        trigger(row, statements);
        decrypt(row, statements);
        if (installation.deployment().vpc().isPresent()) {
            network(statements);
        }
        return PolicyDocument.Builder.create().statements(statements).build();
    }

    private void code(Grant grant, List<PolicyStatement> statements) {
        List<String> arns = places.arns(grant.resource());
        if (arns.isEmpty() || grant.actions().isEmpty()) {
            return;
        }
        PolicyStatement.Builder statement = allow("Code" + camel(grant.resource()), grant.inOrder(), arns);
        switch (grant.resource()) {
            // Every key begins with its tenant: another's items cannot be reached, whatever the code does.
            case TABLE, INDEXES ->
                statement.conditions(Map.of(
                        "ForAllValues:StringLike",
                        Map.of("dynamodb:LeadingKeys", List.of("T#" + installation.tenant() + "#*"))));
            case SENDER ->
                statement.conditions(Map.of(
                        "StringEquals",
                        Map.of("ses:FromAddress", installation.sesSender().orElseThrow())));
            case SYNC_QUEUE,
                    ALERT_QUEUE,
                    ANSWER_QUEUE,
                    PARKED,
                    CONFIG,
                    CONNECTION_SECRETS,
                    ALERT_SECRETS,
                    ANSWER_SECRETS,
                    SIGNAL_SECRETS,
                    SIGNAL_BUSES,
                    LEDGER_KEY,
                    CHECKPOINTS,
                    WEBHOOK_ADDRESS,
                    SETTLE_FUNCTION -> {}
        }
        statements.add(statement.build());
    }

    private static void log(CfnLogGroup logs, List<PolicyStatement> statements) {
        // The ARN of a log group ends in ":*", which stands for its streams: Lambda names them.
        statements.add(
                allow("LambdaLogs", List.of("logs:CreateLogStream", "logs:PutLogEvents"), List.of(logs.getAttrArn()))
                        .build());
        // X-Ray knows no resources.
        statements.add(allow("LambdaTraces", List.of("xray:PutTraceSegments", "xray:PutTelemetryRecords"), List.of("*"))
                .build());
    }

    private void trigger(FunctionRow row, List<PolicyStatement> statements) {
        switch (row.trigger()) {
            case Trigger.OfQueue(var queue, var _, var _, var _) ->
                statements.add(allow(
                                "LambdaReadsQueue",
                                List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"),
                                places.arns(queue))
                        .build());
            case Trigger.OfTable _ -> {
                statements.add(allow(
                                "LambdaReadsStream",
                                List.of("dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"),
                                List.of(String.valueOf(data.table().getTableStreamArn())))
                        .build());
                // Listing streams knows no resources.
                statements.add(allow("LambdaListsStreams", List.of("dynamodb:ListStreams"), List.of("*"))
                        .build());
                statements.add(setsAside());
            }
            // What is called and not waited for is set aside by Lambda when it fails for good.
            case Trigger.OfClock _, Trigger.OfEachConnection _, Trigger.OfBus _ -> statements.add(setsAside());
            // Whoever calls these gets their answer, and tries again.
            case Trigger.OfRequests _, Trigger.OnCall _, Trigger.OfFunction _ -> {}
        }
    }

    private PolicyStatement setsAside() {
        return allow(
                        "LambdaSetsAside",
                        List.of("sqs:SendMessage"),
                        List.of(queues.undelivered().getQueueArn()))
                .build();
    }

    /** The data key, through the services that keep things under it and no other way. */
    private void decrypt(FunctionRow row, List<PolicyStatement> statements) {
        Set<String> reads = new TreeSet<>();
        Set<String> writes = new TreeSet<>();
        for (Resource resource : row.resources()) {
            if (resource == Resource.TABLE) {
                reads.add(service("dynamodb"));
            } else if (IN_SECRETS.contains(resource)) {
                reads.add(service("secretsmanager"));
            } else if (QUEUES.contains(resource)) {
                writes.add(service("sqs"));
            }
        }
        switch (row.trigger()) {
            case Trigger.OfQueue _ -> reads.add(service("sqs"));
            case Trigger.OfTable _ -> {
                reads.add(service("dynamodb"));
                writes.add(service("sqs"));
            }
            case Trigger.OfClock _, Trigger.OfEachConnection _, Trigger.OfBus _ -> writes.add(service("sqs"));
            case Trigger.OfRequests _, Trigger.OnCall _, Trigger.OfFunction _ -> {}
        }
        keepTable(row, statements);
        decryptSecretsOfYours(row, statements);
        // Sending to an encrypted queue takes a data key and reads it back.
        reads.addAll(writes);
        if (!reads.isEmpty()) {
            statements.add(through("LambdaDecrypts", List.of("kms:Decrypt"), reads));
        }
        if (!writes.isEmpty()) {
            statements.add(through("LambdaEncrypts", List.of("kms:GenerateDataKey"), writes));
        }
    }

    /**
     * Whoever writes to a table under a key of its own is, to that key, the one in whose name DynamoDB calls. AWS lists
     * what DynamoDB needs at a minimum ("DynamoDB encryption at rest", authorizing use of a customer managed key); the
     * right to make grants, which stands there too, is for whoever makes the table.
     */
    private void keepTable(FunctionRow row, List<PolicyStatement> statements) {
        boolean writes = row.grants().stream()
                .filter(grant -> grant.resource() == Resource.TABLE)
                .flatMap(grant -> grant.actions().stream())
                .anyMatch(WRITES::contains);
        if (writes) {
            statements.add(through("LambdaKeepsTable", KEEPS_TABLE, Set.of(service("dynamodb"))));
        }
    }

    /** Secrets that were there already may lie under other keys, and each function uses those of its own secrets alone. */
    private void decryptSecretsOfYours(FunctionRow row, List<PolicyStatement> statements) {
        Set<String> secrets = new TreeSet<>();
        for (Resource resource : row.resources()) {
            switch (resource) {
                case CONNECTION_SECRETS -> secrets.addAll(installation.secrets().connections());
                case ALERT_SECRETS -> secrets.addAll(installation.secrets().alerts());
                case ANSWER_SECRETS -> secrets.addAll(installation.secrets().answers());
                case SIGNAL_SECRETS -> secrets.addAll(installation.secrets().signals());
                default -> {}
            }
        }
        List<String> keys = List.copyOf(installation.deployment().keysOf(secrets));
        if (!keys.isEmpty()) {
            statements.add(through(
                    "LambdaDecryptsSecretsOfYours", List.of("kms:Decrypt"), Set.of(service("secretsmanager")), keys));
        }
    }

    private PolicyStatement through(String sid, List<String> actions, Set<String> services) {
        return through(sid, actions, services, List.of(data.key().getKeyArn()));
    }

    private static PolicyStatement through(String sid, List<String> actions, Set<String> services, List<String> keys) {
        return allow(sid, actions, keys)
                .conditions(Map.of("StringEquals", Map.of("kms:ViaService", List.copyOf(services))))
                .build();
    }

    /** Network interfaces have no names before Lambda has made them. */
    private static void network(List<PolicyStatement> statements) {
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

    private String service(String name) {
        return "%s.%s.amazonaws.com".formatted(name, stack.getRegion());
    }

    static PolicyStatement.Builder allow(String sid, List<String> actions, List<String> resources) {
        return PolicyStatement.Builder.create()
                .sid(sid)
                .effect(Effect.ALLOW)
                .actions(actions)
                .resources(resources);
    }

    /** For example {@code SyncQueue}. */
    private static String camel(Resource resource) {
        StringBuilder name = new StringBuilder();
        for (String word : resource.name().split("_", -1)) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return name.toString();
    }
}
