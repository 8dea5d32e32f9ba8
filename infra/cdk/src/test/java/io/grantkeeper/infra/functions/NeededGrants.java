package io.grantkeeper.infra.functions;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a function's role must be let do, from the calls that its code reaches. */
final class NeededGrants {
    /** What IAM calls the right to make a call. A transaction needs the rights of its parts, which stand beside it. */
    private static final Map<String, String> ACTIONS = Map.ofEntries(
            Map.entry("dynamodb/DynamoDbClient.getItem", "dynamodb:GetItem"),
            Map.entry("dynamodb/DynamoDbClient.batchGetItem", "dynamodb:BatchGetItem"),
            Map.entry("dynamodb/DynamoDbClient.batchWriteItem", "dynamodb:BatchWriteItem"),
            Map.entry("dynamodb/DynamoDbClient.query", "dynamodb:Query"),
            Map.entry("dynamodb/DynamoDbClient.putItem", "dynamodb:PutItem"),
            Map.entry("dynamodb/DynamoDbClient.updateItem", "dynamodb:UpdateItem"),
            Map.entry("dynamodb/DynamoDbClient.deleteItem", "dynamodb:DeleteItem"),
            Map.entry("dynamodb/model/TransactWriteItem$Builder.put", "dynamodb:PutItem"),
            Map.entry("dynamodb/model/TransactWriteItem$Builder.update", "dynamodb:UpdateItem"),
            Map.entry("dynamodb/model/TransactWriteItem$Builder.delete", "dynamodb:DeleteItem"),
            Map.entry("dynamodb/model/TransactWriteItem$Builder.conditionCheck", "dynamodb:ConditionCheckItem"),
            Map.entry("dynamodb/DynamoDbClient.transactWriteItems", ""),
            Map.entry("sqs/SqsClient.sendMessage", "sqs:SendMessage"),
            Map.entry("sqs/SqsClient.sendMessageBatch", "sqs:SendMessage"),
            Map.entry("secretsmanager/SecretsManagerClient.getSecretValue", "secretsmanager:GetSecretValue"),
            Map.entry("kms/KmsClient.getPublicKey", "kms:GetPublicKey"),
            Map.entry("kms/KmsClient.sign", "kms:Sign"),
            Map.entry("s3/S3Client.putObject", "s3:PutObject"),
            Map.entry("eventbridge/EventBridgeClient.putEvents", "events:PutEvents"),
            Map.entry("sesv2/SesV2Client.sendEmail", "ses:SendEmail"),
            Map.entry("lambda/LambdaClient.invoke", "lambda:InvokeFunction"));

    /** Of a client's methods, those that call nobody. */
    private static final Set<String> NO_CALLS = Set.of("builder", "create", "close", "serviceClientConfiguration");

    private static final Map<String, Resource> QUEUES = Map.of(
            "SYNC_QUEUE", Resource.SYNC_QUEUE,
            "ALERT_QUEUE", Resource.ALERT_QUEUE,
            "ANSWER_QUEUE", Resource.ANSWER_QUEUE,
            "DeadLetters", Resource.PARKED);

    private final Map<Resource, Set<String>> needed = new EnumMap<>(Resource.class);

    private NeededGrants() {}

    static Map<Resource, Set<String>> of(Reach reach) {
        NeededGrants grants = new NeededGrants();
        reach.awsCalls().forEach(call -> grants.add(call, reach));
        if (reach.ports().contains("WebhookAddress")) {
            grants.needed.put(Resource.WEBHOOK_ADDRESS, Set.of());
        }
        return grants.needed;
    }

    private void add(String call, Reach reach) {
        boolean isCall =
                call.matches("[a-z0-9]+/\\w+Client\\.\\w+") && !NO_CALLS.contains(call.replaceAll(".*\\.", ""));
        String action = ACTIONS.get(call);
        if (action == null) {
            if (isCall) {
                throw new AssertionError("nothing says which right '%s' takes: add it to NeededGrants".formatted(call));
            }
            return;
        }
        if (!action.isEmpty()) {
            resources(action, reach).forEach(resource -> add(resource, action));
        }
    }

    private static Set<Resource> resources(String action, Reach reach) {
        Set<Resource> resources = new TreeSet<>();
        switch (action.substring(0, action.indexOf(':'))) {
            case "dynamodb" -> {
                resources.add(Resource.TABLE);
                if (action.equals("dynamodb:Query")
                        && reach.awsCalls().contains("dynamodb/model/QueryRequest$Builder.indexName")) {
                    resources.add(Resource.INDEXES);
                }
            }
            case "sqs" ->
                QUEUES.forEach((port, queue) -> {
                    if (reach.ports().contains(port)) {
                        resources.add(queue);
                    }
                });
            case "secretsmanager" -> {
                if (reach.ports().contains("ConnectionsConfig")) {
                    resources.add(Resource.CONFIG);
                }
                if (reach.ports().contains("SessionFactory")) {
                    resources.add(Resource.CONNECTION_SECRETS);
                }
                // Whoever asks for the resolver itself wants credentials that are no connection's.
                reach.askersOf("SecretResolver")
                        .forEach(asker -> resources.add(
                                switch (asker) {
                                    case "messaging" -> Resource.ALERT_SECRETS;
                                    case "handleresponse" -> Resource.ANSWER_SECRETS;
                                    case "publishsignals" -> Resource.SIGNAL_SECRETS;
                                    default ->
                                        throw new AssertionError("nothing says whose secrets '" + asker
                                                + "' wants: add it to NeededGrants");
                                }));
            }
            case "kms" -> resources.add(Resource.LEDGER_KEY);
            case "s3" -> resources.add(Resource.CHECKPOINTS);
            case "events" -> resources.add(Resource.SIGNAL_BUSES);
            case "ses" -> resources.add(Resource.SENDER);
            case "lambda" -> resources.add(Resource.SETTLE_FUNCTION);
            default -> throw new AssertionError("nothing says what " + action + " is done to: add it to NeededGrants");
        }
        return resources;
    }

    private void add(Resource resource, String action) {
        needed.computeIfAbsent(resource, _ -> new TreeSet<>()).add(action);
    }
}
