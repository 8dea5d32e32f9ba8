package io.grantkeeper.infra.stacks;

import io.grantkeeper.aws.dynamodb.TableSchema;
import io.grantkeeper.infra.config.Deployment;
import io.grantkeeper.infra.config.Installation;
import io.grantkeeper.infra.functions.FunctionRow;
import io.grantkeeper.infra.functions.Resource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awscdk.Stack;

/**
 * Where each resource is: as policies name it, and as functions are told in their environment. What the configuration can
 * take away again is named by its name and not by what the stack that keeps it exports: that stack is changed first, and
 * CloudFormation lets nothing go that another stack still imports.
 */
final class Places {
    private static final String SETTLE_FUNCTION = "settle-on-call";

    private final Installation installation;
    private final Stack stack;
    private final DataStack data;
    private final Queues queues;
    private final String webhookAddress;

    Places(Installation installation, Stack stack, DataStack data, Queues queues, String webhookAddress) {
        this.installation = installation;
        this.stack = stack;
        this.data = data;
        this.queues = queues;
        this.webhookAddress = webhookAddress;
    }

    /** Empty where this installation has none of it. */
    List<String> arns(Resource resource) {
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
            case SIGNAL_SECRETS -> secrets(installation.secrets().signals());
            case SIGNAL_BUSES ->
                installation.signalBuses().stream()
                        .map(bus -> "arn:%s:events:%s:%s:event-bus/%s"
                                .formatted(stack.getPartition(), stack.getRegion(), stack.getAccount(), bus))
                        .toList();
            case LEDGER_KEY ->
                installation.deployment().signedWith().stream().map(this::arn).toList();
            case CHECKPOINTS ->
                data.checkpoints().stream()
                        .map(bucket ->
                                "arn:%s:s3:::%s/%s/*".formatted(stack.getPartition(), bucket, installation.tenant()))
                        .toList();
            case SENDER ->
                installation.sesSender().stream()
                        .map(from -> DataStack.senderIdentity(installation, from))
                        .map(identity -> "arn:%s:ses:%s:%s:identity/%s"
                                .formatted(stack.getPartition(), stack.getRegion(), stack.getAccount(), identity))
                        .toList();
            case WEBHOOK_ADDRESS -> List.of();
            case SETTLE_FUNCTION ->
                List.of("arn:%s:lambda:%s:%s:function:%s"
                        .formatted(stack.getPartition(), stack.getRegion(), stack.getAccount(), settleFunction()));
        };
    }

    private List<String> secrets(Set<String> names) {
        // Secrets Manager adds six characters of its own to the name, which only the one who made it knows.
        return names.stream()
                .sorted()
                .map(name -> "arn:%s:secretsmanager:%s:%s:secret:%s-??????"
                        .formatted(stack.getPartition(), stack.getRegion(), stack.getAccount(), name))
                .toList();
    }

    /** The environment that a function's ports are built from. */
    Map<String, String> environment(FunctionRow row) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("GRANTKEEPER_FUNCTION", row.name());
        if (installation.deployment().packagedAs() instanceof Deployment.Zip) {
            // Only the quick compiler: it costs less at a start than it loses later. An image says so itself.
            environment.put("JAVA_TOOL_OPTIONS", "-XX:+TieredCompilation -XX:TieredStopAtLevel=1");
        }
        row.resources().forEach(resource -> environment.putAll(variables(resource)));
        return environment;
    }

    private Map<String, String> variables(Resource resource) {
        return switch (resource) {
            case TABLE ->
                Map.of(
                        "GRANTKEEPER_TABLE",
                        data.table().getTableName(),
                        // A snapshot is primed by reading a row, which the policy allows of this tenant only.
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
                        // A snapshot holds the configuration that it was taken with: another one makes a new version.
                        "GRANTKEEPER_CONFIG_DIGEST",
                        digest(installation.document()));
            case LEDGER_KEY ->
                Map.of(
                        "GRANTKEEPER_LEDGER_KEYS",
                        installation.deployment().signedWith().stream()
                                .map(this::withItsTime)
                                .collect(Collectors.joining(",")),
                        "GRANTKEEPER_LEDGER_NAME",
                        installation.deployment().ledger());
            case CHECKPOINTS ->
                data.checkpoints()
                        .map(bucket -> Map.of("GRANTKEEPER_LEDGER_BUCKET", bucket))
                        .orElse(Map.of());
            case WEBHOOK_ADDRESS -> Map.of("GRANTKEEPER_WEBHOOK_URL", webhookAddress);
            case SETTLE_FUNCTION -> Map.of("GRANTKEEPER_SETTLE_FUNCTION", settleFunction());
            case INDEXES, CONNECTION_SECRETS, ALERT_SECRETS, ANSWER_SECRETS, SIGNAL_SECRETS, SIGNAL_BUSES, SENDER ->
                Map.of();
        };
    }

    /** By its alias, as everything is called; by name, since functions are made in no order. */
    private String settleFunction() {
        return installation.deployment().functionName(SETTLE_FUNCTION) + ":" + DeployedFunction.ALIAS;
    }

    private String arn(Deployment.LedgerKey key) {
        return key.arn().orElseGet(() -> data.ledgerKey().getKeyArn());
    }

    /** As functions read it: {@code ARN}, or {@code ARN@FROM/UNTIL} with either end left out. */
    private String withItsTime(Deployment.LedgerKey key) {
        if (key.from().isEmpty() && key.until().isEmpty()) {
            return arn(key);
        }
        return "%s@%s/%s".formatted(arn(key), key.from().orElse(""), key.until().orElse(""));
    }

    private String url(Resource queue) {
        return queues.queue(queue).getQueueUrl();
    }

    private static String digest(String document) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(document.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
