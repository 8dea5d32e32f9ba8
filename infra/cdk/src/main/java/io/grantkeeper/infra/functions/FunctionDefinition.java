package io.grantkeeper.infra.functions;

import io.grantkeeper.aws.dynamodb.TablePartition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The deployment settings of one function.
 *
 * @param name the name that the function's {@code FunctionModule} declares
 * @param bundle the directory under {@code functions} whose bundle contains the function
 * @param purpose a one-sentence description, shown in the Lambda console
 * @param memoryMb the memory size in megabytes; Lambda allocates CPU in proportion to memory, with one vCPU at 1,769 MB
 * @param atOnce the maximum number of concurrent executions
 * @param writes the kinds of partitions of the table that the function may write
 */
public record FunctionDefinition(
        String name,
        String bundle,
        String purpose,
        FunctionTrigger trigger,
        Duration timeout,
        int memoryMb,
        int atOnce,
        List<ResourceGrant> grants,
        Set<TablePartition> writes) {
    public FunctionDefinition {
        grants = List.copyOf(grants);
        writes = Set.copyOf(writes);
    }

    /** Returns a definition with default settings, for a function whose bundle has the same name. */
    static FunctionDefinition of(String name, String purpose, FunctionTrigger trigger) {
        return new FunctionDefinition(
                name, name, purpose, trigger, Duration.ofMinutes(1), 1024, 1, List.of(), Set.of());
    }

    FunctionDefinition inBundle(String folder) {
        return new FunctionDefinition(name, folder, purpose, trigger, timeout, memoryMb, atOnce, grants, writes);
    }

    FunctionDefinition withTimeout(Duration limit) {
        return new FunctionDefinition(name, bundle, purpose, trigger, limit, memoryMb, atOnce, grants, writes);
    }

    FunctionDefinition withMemory(int megabytes) {
        return new FunctionDefinition(name, bundle, purpose, trigger, timeout, megabytes, atOnce, grants, writes);
    }

    FunctionDefinition withMaxConcurrency(int sideBySide) {
        return new FunctionDefinition(name, bundle, purpose, trigger, timeout, memoryMb, sideBySide, grants, writes);
    }

    /** Allows actions on a resource, in addition to those that are already allowed. */
    FunctionDefinition allow(FunctionResource resource, String... actions) {
        Map<FunctionResource, Set<String>> allowed = new LinkedHashMap<>();
        grants.forEach(grant -> allowed.put(grant.resource(), new HashSet<>(grant.actions())));
        allowed.computeIfAbsent(resource, _ -> new HashSet<>()).addAll(Set.of(actions));
        List<ResourceGrant> more = new ArrayList<>();
        allowed.forEach((granted, all) -> more.add(new ResourceGrant(granted, all)));
        return new FunctionDefinition(name, bundle, purpose, trigger, timeout, memoryMb, atOnce, more, writes);
    }

    /**
     * Allows reading, creating and updating items of the table.
     *
     * @param more additional actions that the function's code calls
     */
    FunctionDefinition usesTable(String... more) {
        return allow(
                        FunctionResource.TABLE,
                        "dynamodb:GetItem",
                        "dynamodb:BatchGetItem",
                        "dynamodb:Query",
                        "dynamodb:PutItem",
                        "dynamodb:UpdateItem")
                .allow(FunctionResource.TABLE, more);
    }

    /** Allows writing items in these kinds of partitions, and in no others. */
    FunctionDefinition writes(TablePartition... partitions) {
        return new FunctionDefinition(
                name, bundle, purpose, trigger, timeout, memoryMb, atOnce, grants, Set.of(partitions));
    }

    /** Allows what {@link #usesTable} allows, and queries of the indexes. */
    FunctionDefinition usesTableAndIndexes(String... more) {
        return usesTable(more).allow(FunctionResource.INDEXES, "dynamodb:Query");
    }

    FunctionDefinition sendsTo(FunctionResource... queues) {
        return allowEach(queues, "sqs:SendMessage");
    }

    /** Allows reading secrets, which include the configuration. */
    FunctionDefinition reads(FunctionResource... secrets) {
        return allowEach(secrets, "secretsmanager:GetSecretValue");
    }

    /** Allows sending messages to people by Slack and mail. */
    FunctionDefinition sendsMessages() {
        return reads(FunctionResource.ALERT_SECRETS).allow(FunctionResource.SENDER, "ses:SendEmail");
    }

    /** Allows signing checkpoints of the ledger, exporting them, and comparing the log with the exported ones. */
    FunctionDefinition sealsLedger() {
        return allow(FunctionResource.LEDGER_KEY, "kms:GetPublicKey", "kms:Sign")
                .allow(FunctionResource.CHECKPOINTS, "s3:GetObject", "s3:PutObject")
                .allow(FunctionResource.CHECKPOINT_LISTING, "s3:ListBucket");
    }

    private FunctionDefinition allowEach(FunctionResource[] resources, String action) {
        FunctionDefinition row = this;
        for (FunctionResource resource : resources) {
            row = row.allow(resource, action);
        }
        return row;
    }

    FunctionDefinition references(FunctionResource resource) {
        return allow(resource);
    }

    /** Returns the resources that the function uses or references. */
    public Set<FunctionResource> resources() {
        Set<FunctionResource> resources = EnumSet.noneOf(FunctionResource.class);
        grants.forEach(grant -> resources.add(grant.resource()));
        return resources;
    }

    /** Returns the queue that the function consumes; empty if its trigger is not a queue. */
    public Optional<FunctionTrigger.QueueMessages> queue() {
        return trigger instanceof FunctionTrigger.QueueMessages queue ? Optional.of(queue) : Optional.empty();
    }

    /** Returns whether the function puts unfinished work back on the queue that it consumes. */
    public boolean requeuesOwnWork() {
        return queue().map(queue -> resources().contains(queue.queue())).orElse(false);
    }
}
