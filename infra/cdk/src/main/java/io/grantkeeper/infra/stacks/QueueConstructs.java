package io.grantkeeper.infra.stacks;

import io.grantkeeper.infra.functions.FunctionDefinition;
import io.grantkeeper.infra.functions.FunctionResource;
import io.grantkeeper.infra.functions.FunctionTrigger;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.amazon.awscdk.services.sqs.RedriveAllowPolicy;
import software.amazon.awscdk.services.sqs.RedrivePermission;
import software.constructs.Construct;

/** The SQS queues: each work queue with its DLQ, the parking queue, and the queue for undelivered events. */
final class QueueConstructs {
    /**
     * The visibility timeout as a multiple of the function timeout. AWS recommends six times, so that a message is not
     * delivered again while it is still being processed.
     */
    private static final int VISIBLE_AGAIN_AFTER = 6;

    private static final int TRIES = 5;
    private static final Duration LONGEST = Duration.days(14);

    private final Construct scope;
    private final String prefix;
    private final IKey key;
    private final Map<FunctionResource, Queue> queues = new EnumMap<>(FunctionResource.class);
    private final Map<FunctionResource, Queue> dead = new EnumMap<>(FunctionResource.class);
    private final Queue undelivered;

    QueueConstructs(Construct scope, String prefix, IKey key, List<FunctionDefinition> rows) {
        this.scope = scope;
        this.prefix = prefix;
        this.key = key;
        rows.forEach(row -> row.queue().ifPresent(trigger -> addWorkQueue(row, trigger)));
        Queue parked = newQueue("Parked", "parked").build();
        queues.put(FunctionResource.PARKED, parked);
        this.undelivered = newQueue("Undelivered", "undelivered").build();
        CdkNagSuppressions.accept(
                parked,
                "AwsSolutions-SQS3",
                "Rejected messages end up here by design, each with the reason for its rejection");
        CdkNagSuppressions.accept(undelivered, "AwsSolutions-SQS3", "This is the DLQ of streams and schedules");
    }

    private void addWorkQueue(FunctionDefinition row, FunctionTrigger.QueueMessages trigger) {
        String name = name(trigger.queue());
        String id = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        Queue deadLetters = newQueue(id + "DeadLetters", name + "-dead-letters")
                .redriveAllowPolicy(RedriveAllowPolicy.builder()
                        .redrivePermission(RedrivePermission.BY_QUEUE)
                        .sourceQueues(List.of(Queue.fromQueueArn(
                                scope,
                                id + "ByName", // referenced by name, because the work queue in turn references this DLQ
                                Stack.of(scope)
                                        .formatArn(ArnComponents.builder()
                                                .service("sqs")
                                                .resource(prefix + "-" + name)
                                                .build()))))
                        .build())
                .build();
        Duration again = Duration.seconds(VISIBLE_AGAIN_AFTER * row.timeout().toSeconds()
                + trigger.window().toSeconds());
        queues.put(
                trigger.queue(),
                newQueue(id + "Queue", name)
                        .visibilityTimeout(again)
                        .deadLetterQueue(DeadLetterQueue.builder()
                                .queue(deadLetters)
                                .maxReceiveCount(TRIES)
                                .build())
                        .build());
        dead.put(trigger.queue(), deadLetters);
    }

    private Queue.Builder newQueue(String id, String name) {
        return Queue.Builder.create(scope, id)
                .queueName(prefix + "-" + name)
                .retentionPeriod(LONGEST)
                .encryption(QueueEncryption.KMS)
                .encryptionMasterKey(key)
                .dataKeyReuse(Duration.hours(1))
                .enforceSsl(true)
                .removalPolicy(RemovalPolicy.DESTROY);
    }

    /** Returns the queue's name without the installation's prefix, for example {@code sync} for {@code SYNC_QUEUE}. */
    static String name(FunctionResource queue) {
        return queue.name().toLowerCase(Locale.ROOT).replace("_queue", "").replace('_', '-');
    }

    Optional<Queue> find(FunctionResource resource) {
        return Optional.ofNullable(queues.get(resource));
    }

    Queue queue(FunctionResource resource) {
        return find(resource).orElseThrow(() -> new IllegalStateException("no function consumes " + resource));
    }

    /** Returns the DLQs, keyed by the work queue that each belongs to. */
    Map<FunctionResource, Queue> deadLetters() {
        return Map.copyOf(dead);
    }

    Queue undelivered() {
        return undelivered;
    }
}
