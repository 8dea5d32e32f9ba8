package io.grantkeeper.infra.functions;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The permissions that a function's role needs, derived from the calls that its code reaches. */
final class RequiredGrants {
    /**
     * The IAM action that each SDK call requires. A transaction requires the actions of its parts, which are listed
     * separately.
     */
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
            Map.entry("s3/S3Client.getObjectAsBytes", "s3:GetObject"),
            Map.entry("s3/S3Client.listObjectsV2Paginator", "s3:ListBucket"),
            Map.entry("eventbridge/EventBridgeClient.describeEventBus", "events:DescribeEventBus"),
            Map.entry("eventbridge/EventBridgeClient.putEvents", "events:PutEvents"),
            Map.entry("sesv2/SesV2Client.sendEmail", "ses:SendEmail"),
            Map.entry("lambda/LambdaClient.invoke", "lambda:InvokeFunction"));

    /** The client methods that send no request. */
    private static final Set<String> NO_CALLS = Set.of("builder", "create", "close", "serviceClientConfiguration");

    private static final Map<String, FunctionResource> QUEUES = Map.of(
            "SYNC_QUEUE", FunctionResource.SYNC_QUEUE,
            "ALERT_QUEUE", FunctionResource.ALERT_QUEUE,
            "ANSWER_QUEUE", FunctionResource.ANSWER_QUEUE,
            "ParkingQueue", FunctionResource.PARKED);

    private final Map<FunctionResource, Set<String>> needed = new EnumMap<>(FunctionResource.class);

    private RequiredGrants() {}

    static Map<FunctionResource, Set<String>> of(CallGraph reach) {
        RequiredGrants grants = new RequiredGrants();
        reach.awsCalls().forEach(call -> grants.add(call, reach));
        if (reach.ports().contains("WebhookAddress")) {
            grants.needed.put(FunctionResource.WEBHOOK_ADDRESS, Set.of());
        }
        return grants.needed;
    }

    private void add(String call, CallGraph reach) {
        boolean isCall =
                call.matches("[a-z0-9]+/\\w+Client\\.\\w+") && !NO_CALLS.contains(call.replaceAll(".*\\.", ""));
        String action = ACTIONS.get(call);
        if (action == null) {
            if (isCall) {
                throw new AssertionError("no IAM action is known for '%s': add it to RequiredGrants".formatted(call));
            }
            return;
        }
        if (!action.isEmpty()) {
            resourcesFor(action, reach).forEach(resource -> add(resource, action));
        }
    }

    private static Set<FunctionResource> resourcesFor(String action, CallGraph reach) {
        Set<FunctionResource> resources = new TreeSet<>();
        switch (action.substring(0, action.indexOf(':'))) {
            case "dynamodb" -> {
                resources.add(FunctionResource.TABLE);
                if (action.equals("dynamodb:Query")
                        && reach.awsCalls().contains("dynamodb/model/QueryRequest$Builder.indexName")) {
                    resources.add(FunctionResource.INDEXES);
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
                    resources.add(FunctionResource.CONFIG);
                }
                if (reach.ports().contains("SessionFactory")) {
                    resources.add(FunctionResource.CONNECTION_SECRETS);
                }
                // Only code that needs credentials of something other than a connection requests the resolver itself.
                reach.requestersOf("SecretResolver")
                        .forEach(asker -> resources.add(
                                switch (asker) {
                                    case "messaging" -> FunctionResource.ALERT_SECRETS;
                                    case "handleresponse" -> FunctionResource.ANSWER_SECRETS;
                                    case "console" -> FunctionResource.CONSOLE_SECRETS;
                                    case "publishsignals" -> FunctionResource.SIGNAL_SECRETS;
                                    default ->
                                        throw new AssertionError(
                                                "no secrets are known for '" + asker + "': add it to RequiredGrants");
                                }));
            }
            case "kms" -> resources.add(FunctionResource.LEDGER_KEY);
            case "s3" ->
                resources.add(
                        action.equals("s3:ListBucket")
                                ? FunctionResource.CHECKPOINT_LISTING
                                : FunctionResource.CHECKPOINTS);
            case "events" -> resources.add(FunctionResource.SIGNAL_BUSES);
            case "ses" -> resources.add(FunctionResource.SENDER);
            case "lambda" -> {
                resources.add(FunctionResource.APPLY_FUNCTION);
                if (reach.ports().contains("LadderFunctionName")) {
                    resources.add(FunctionResource.LADDER_FUNCTION);
                }
                if (reach.ports().contains("ReviewFunctionName")) {
                    resources.add(FunctionResource.REVIEW_FUNCTION);
                }
            }
            default -> throw new AssertionError("no resource is known for " + action + ": add it to RequiredGrants");
        }
        return resources;
    }

    private void add(FunctionResource resource, String action) {
        needed.computeIfAbsent(resource, _ -> new TreeSet<>()).add(action);
    }
}
