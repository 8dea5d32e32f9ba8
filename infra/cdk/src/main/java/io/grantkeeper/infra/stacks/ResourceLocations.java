package io.grantkeeper.infra.stacks;

import io.grantkeeper.aws.dynamodb.TableSchema;
import io.grantkeeper.identity.Sha256;
import io.grantkeeper.infra.config.DeploymentConfig;
import io.grantkeeper.infra.config.InstallationConfig;
import io.grantkeeper.infra.functions.FunctionDefinition;
import io.grantkeeper.infra.functions.FunctionResource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awscdk.Stack;

/**
 * The address of each resource: its ARNs for policies and its environment variables for functions. A resource that a
 * configuration change can remove is addressed by name instead of by a stack export, because the data stack is updated
 * first and CloudFormation does not delete an export that another stack still imports.
 */
final class ResourceLocations {
    private static final String APPLY_FUNCTION = "apply-on-request";
    private static final String LADDER_FUNCTION = "promote-policies";
    private static final String REVIEW_FUNCTION = "run-review";

    private final InstallationConfig installation;
    private final Stack stack;
    private final DataStack data;
    private final QueueConstructs queues;
    private final String webhookAddress;

    ResourceLocations(
            InstallationConfig installation,
            Stack stack,
            DataStack data,
            QueueConstructs queues,
            String webhookAddress) {
        this.installation = installation;
        this.stack = stack;
        this.data = data;
        this.queues = queues;
        this.webhookAddress = webhookAddress;
    }

    /** Returns the ARNs of a resource; an empty list if this installation does not have it. */
    List<String> arns(FunctionResource resource) {
        return switch (resource) {
            case TABLE -> List.of(data.table().getTableArn());
            case INDEXES ->
                Arrays.stream(TableSchema.Index.values())
                        .map(index -> data.table().getTableArn() + "/index/" + index.indexName())
                        .toList();
            case SYNC_QUEUE, ALERT_QUEUE, ANSWER_QUEUE, PARKED ->
                List.of(queues.queue(resource).getQueueArn());
            case CONFIG -> List.of(data.configArn());
            case CONNECTION_SECRETS -> secrets(installation.secrets().connections());
            case ALERT_SECRETS -> secrets(installation.secrets().alerts());
            case ANSWER_SECRETS -> secrets(installation.secrets().answers());
            case CONSOLE_SECRETS -> secrets(installation.secrets().console());
            case SIGNAL_SECRETS -> secrets(installation.secrets().signals());
            case SIGNAL_BUSES ->
                installation.signalBuses().stream()
                        .map(bus -> "arn:%s:events:%s:%s:event-bus/%s"
                                .formatted(stack.getPartition(), stack.getRegion(), stack.getAccount(), bus))
                        .toList();
            case LEDGER_KEY ->
                installation.deployment().signingKeys().stream().map(this::arn).toList();
            case CHECKPOINTS ->
                data.checkpoints().stream()
                        .map(bucket ->
                                "arn:%s:s3:::%s/%s/*".formatted(stack.getPartition(), bucket, installation.tenant()))
                        .toList();
            case CHECKPOINT_LISTING ->
                data.checkpoints().stream()
                        .map(bucket -> "arn:%s:s3:::%s".formatted(stack.getPartition(), bucket))
                        .toList();
            case SENDER ->
                installation.sesSender().stream()
                        .map(from -> DataStack.senderIdentity(installation, from))
                        .map(identity -> "arn:%s:ses:%s:%s:identity/%s"
                                .formatted(stack.getPartition(), stack.getRegion(), stack.getAccount(), identity))
                        .toList();
            case WEBHOOK_ADDRESS -> List.of();
            case APPLY_FUNCTION -> List.of(functionArn(invoked(APPLY_FUNCTION)));
            case LADDER_FUNCTION -> List.of(functionArn(invoked(LADDER_FUNCTION)));
            case REVIEW_FUNCTION -> List.of(functionArn(invoked(REVIEW_FUNCTION)));
        };
    }

    private String functionArn(String name) {
        return "arn:%s:lambda:%s:%s:function:%s"
                .formatted(stack.getPartition(), stack.getRegion(), stack.getAccount(), name);
    }

    private List<String> secrets(Set<String> names) {
        // Secrets Manager appends six random characters to the name, which only the creating stack knows.
        return names.stream()
                .sorted()
                .map(name -> "arn:%s:secretsmanager:%s:%s:secret:%s-??????"
                        .formatted(stack.getPartition(), stack.getRegion(), stack.getAccount(), name))
                .toList();
    }

    /** Returns the environment variables that a function's ports are built from. */
    Map<String, String> environment(FunctionDefinition row) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("GRANTKEEPER_FUNCTION", row.name());
        if (installation.deployment().packageType() instanceof DeploymentConfig.Zip) {
            // Use only the C1 compiler, which saves more time at a cold start than it loses later. An image sets this
            // option itself.
            environment.put("JAVA_TOOL_OPTIONS", "-XX:+TieredCompilation -XX:TieredStopAtLevel=1");
        }
        row.resources().forEach(resource -> environment.putAll(variablesFor(resource)));
        return environment;
    }

    private Map<String, String> variablesFor(FunctionResource resource) {
        return switch (resource) {
            case TABLE ->
                Map.of(
                        "GRANTKEEPER_TABLE",
                        data.table().getTableName(),
                        // Priming for a snapshot reads a row, and the policy allows only rows of this tenant.
                        "GRANTKEEPER_TENANT",
                        installation.tenant().value());
            case SYNC_QUEUE -> Map.of("GRANTKEEPER_SYNC_QUEUE_URL", url(resource));
            case ALERT_QUEUE -> Map.of("GRANTKEEPER_ALERT_QUEUE_URL", url(resource));
            case ANSWER_QUEUE -> Map.of("GRANTKEEPER_ANSWER_QUEUE_URL", url(resource));
            case PARKED -> Map.of("GRANTKEEPER_DEAD_LETTER_QUEUE_URL", url(resource));
            case CONFIG ->
                Map.of(
                        "GRANTKEEPER_CONFIG",
                        "secretsmanager:" + installation.deployment().prefix() + "/config",
                        // A snapshot contains the configuration at the time it was taken, so a new configuration must
                        // publish a new version.
                        "GRANTKEEPER_CONFIG_DIGEST",
                        digest(installation.document()));
            case LEDGER_KEY -> ledgerVariables();
            case CHECKPOINTS ->
                data.checkpoints()
                        .map(bucket -> Map.of("GRANTKEEPER_LEDGER_BUCKET", bucket))
                        .orElse(Map.of());
            case WEBHOOK_ADDRESS -> Map.of("GRANTKEEPER_WEBHOOK_URL", webhookAddress);
            case APPLY_FUNCTION -> Map.of("GRANTKEEPER_APPLY_FUNCTION", invoked(APPLY_FUNCTION));
            case LADDER_FUNCTION -> Map.of("GRANTKEEPER_LADDER_FUNCTION", invoked(LADDER_FUNCTION));
            case REVIEW_FUNCTION -> Map.of("GRANTKEEPER_REVIEW_FUNCTION", invoked(REVIEW_FUNCTION));
            case INDEXES,
                    CONNECTION_SECRETS,
                    ALERT_SECRETS,
                    ANSWER_SECRETS,
                    CONSOLE_SECRETS,
                    SIGNAL_SECRETS,
                    SIGNAL_BUSES,
                    CHECKPOINT_LISTING,
                    SENDER -> Map.of();
        };
    }

    private Map<String, String> ledgerVariables() {
        Map<String, String> variables = new TreeMap<>();
        variables.put(
                "GRANTKEEPER_LEDGER_KEYS",
                installation.deployment().signingKeys().stream()
                        .map(this::withValidity)
                        .collect(Collectors.joining(",")));
        variables.put("GRANTKEEPER_LEDGER_NAME", installation.deployment().ledger());
        installation.ledger().ifPresent(settings -> variables.put("GRANTKEEPER_LEDGER_SETTINGS", settings));
        return variables;
    }

    /**
     * Returns the name of a function with its alias. The function is addressed by name, because functions are created in
     * no particular order.
     */
    private String invoked(String function) {
        return installation.deployment().functionName(function) + ":" + DeployedFunction.ALIAS;
    }

    private String arn(DeploymentConfig.LedgerKey key) {
        return key.arn().orElseGet(() -> data.ledgerKey().getKeyArn());
    }

    /** Formats a key as functions parse it: {@code ARN}, or {@code ARN@FROM/UNTIL} with either end omitted. */
    private String withValidity(DeploymentConfig.LedgerKey key) {
        if (key.from().isEmpty() && key.until().isEmpty()) {
            return arn(key);
        }
        return "%s@%s/%s".formatted(arn(key), key.from().orElse(""), key.until().orElse(""));
    }

    private String url(FunctionResource queue) {
        return queues.queue(queue).getQueueUrl();
    }

    private static String digest(String document) {
        byte[] digest = Sha256.of(document);
        return HexFormat.of().formatHex(digest, 0, 8);
    }
}
