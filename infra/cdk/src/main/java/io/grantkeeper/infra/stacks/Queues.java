package io.grantkeeper.infra.stacks;

import io.grantkeeper.infra.functions.FunctionRow;
import io.grantkeeper.infra.functions.Resource;
import io.grantkeeper.infra.functions.Trigger;
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

/** The queues: each work queue with its dead letters, one for parked messages, one for what could not be delivered. */
final class Queues {
    /** AWS' advice: six times as long as the function may take, so that no message is handed out twice at once. */
    private static final int VISIBLE_AGAIN_AFTER = 6;

    private static final int TRIES = 5;
    private static final Duration LONGEST = Duration.days(14);

    private final Construct scope;
    private final String prefix;
    private final IKey key;
    private final Map<Resource, Queue> queues = new EnumMap<>(Resource.class);
    private final Map<Resource, Queue> dead = new EnumMap<>(Resource.class);
    private final Queue undelivered;

    Queues(Construct scope, String prefix, IKey key, List<FunctionRow> rows) {
        this.scope = scope;
        this.prefix = prefix;
        this.key = key;
        rows.forEach(row -> row.queue().ifPresent(trigger -> work(row, trigger)));
        Queue parked = plain("Parked", "parked").build();
        queues.put(Resource.PARKED, parked);
        this.undelivered = plain("Undelivered", "undelivered").build();
        Suppressions.on(parked, "AwsSolutions-SQS3", "It is itself where messages end, with the reason of each");
        Suppressions.on(
                undelivered, "AwsSolutions-SQS3", "It is itself the dead-letter queue of streams and schedules");
    }

    private void work(FunctionRow row, Trigger.OfQueue trigger) {
        String name = name(trigger.queue());
        String id = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        Queue deadLetters = plain(id + "DeadLetters", name + "-dead-letters")
                .redriveAllowPolicy(RedriveAllowPolicy.builder()
                        .redrivePermission(RedrivePermission.BY_QUEUE)
                        .sourceQueues(List.of(Queue.fromQueueArn(
                                scope,
                                id + "ByName", // by its name, since it in turn names this one
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
                plain(id + "Queue", name)
                        .visibilityTimeout(again)
                        .deadLetterQueue(DeadLetterQueue.builder()
                                .queue(deadLetters)
                                .maxReceiveCount(TRIES)
                                .build())
                        .build());
        dead.put(trigger.queue(), deadLetters);
    }

    private Queue.Builder plain(String id, String name) {
        return Queue.Builder.create(scope, id)
                .queueName(prefix + "-" + name)
                .retentionPeriod(LONGEST)
                .encryption(QueueEncryption.KMS)
                .encryptionMasterKey(key)
                .dataKeyReuse(Duration.hours(1))
                .enforceSsl(true)
                .removalPolicy(RemovalPolicy.DESTROY);
    }

    /** For example {@code sync} for {@code SYNC_QUEUE}. */
    static String name(Resource queue) {
        return queue.name().toLowerCase(Locale.ROOT).replace("_queue", "").replace('_', '-');
    }

    Optional<Queue> find(Resource resource) {
        return Optional.ofNullable(queues.get(resource));
    }

    Queue queue(Resource resource) {
        return find(resource).orElseThrow(() -> new IllegalStateException("no function works off " + resource));
    }

    /** Work queues by what they hold. */
    Map<Resource, Queue> deadLetters() {
        return Map.copyOf(dead);
    }

    Queue undelivered() {
        return undelivered;
    }
}
