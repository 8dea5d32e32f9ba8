package io.grantkeeper.infra.stacks;

import io.grantkeeper.infra.functions.Trigger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.CfnEventBus;
import software.amazon.awscdk.services.events.EventBus;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.lambda.CfnEventInvokeConfig;
import software.amazon.awscdk.services.lambda.EventSourceMappingOptions;
import software.amazon.awscdk.services.lambda.FilterCriteria;
import software.amazon.awscdk.services.lambda.FilterRule;
import software.amazon.awscdk.services.lambda.StartingPosition;
import software.amazon.awscdk.services.lambda.eventsources.SqsDlq;
import software.constructs.Construct;

/** What Lambda reads for functions: queues, the table's stream, and partners' event buses. */
final class EventSources {
    private final Construct scope;
    private final DataStack data;
    private final Queues queues;
    private final boolean areRead;

    /** @param areRead whether queues and the stream are; what waits in them is kept meanwhile */
    EventSources(Construct scope, DataStack data, Queues queues, boolean areRead) {
        this.scope = scope;
        this.data = data;
        this.queues = queues;
        this.areRead = areRead;
    }

    void read(Trigger.OfQueue trigger, DeployedFunction function) {
        function.alias()
                .addEventSourceMapping(
                        "Queue",
                        EventSourceMappingOptions.builder()
                                .enabled(areRead)
                                .eventSourceArn(queues.queue(trigger.queue()).getQueueArn())
                                .batchSize(trigger.batch())
                                .maxBatchingWindow(
                                        Duration.seconds(trigger.window().toSeconds()))
                                .maxConcurrency(trigger.atOnce())
                                .reportBatchItemFailures(true)
                                .build());
    }

    /** From the beginning of what the stream still has, so that a function made late misses nothing. */
    void follow(Trigger.OfTable trigger, DeployedFunction function) {
        function.alias()
                .addEventSourceMapping(
                        "Stream",
                        EventSourceMappingOptions.builder()
                                .enabled(areRead)
                                .eventSourceArn(String.valueOf(data.table().getTableStreamArn()))
                                .startingPosition(StartingPosition.TRIM_HORIZON)
                                .batchSize(trigger.batch())
                                .maxBatchingWindow(
                                        Duration.seconds(trigger.window().toSeconds()))
                                .bisectBatchOnError(true)
                                .reportBatchItemFailures(true)
                                .retryAttempts(trigger.tries())
                                .onFailure(new SqsDlq(queues.undelivered()))
                                .filters(List.of(
                                        about("NewImage", List.of("INSERT", "MODIFY"), trigger.types()),
                                        about("OldImage", List.of("REMOVE"), trigger.types())))
                                .build());
    }

    private static Map<String, Object> about(String image, List<String> events, List<String> types) {
        // In order: the filter is written as text, which is to differ only where something changed.
        return FilterCriteria.filter(new TreeMap<>(Map.of(
                "eventName",
                events.size() == 1
                        ? FilterRule.isEqual(events.getFirst())
                        : FilterRule.or(events.toArray(String[]::new)),
                "dynamodb",
                Map.of(image, Map.of("type", Map.of("S", FilterRule.or(types.toArray(String[]::new))))))));
    }

    void hear(Map<String, String> sources, DeployedFunction function) {
        sources.forEach((connection, source) -> {
            // A partner's events arrive on a bus that is called as their source is.
            CfnEventBus bus = CfnEventBus.Builder.create(scope, "Bus-" + connection)
                    .name(source)
                    .eventSourceName(source)
                    .build();
            Rule.Builder.create(scope, "Rule-" + connection)
                    .eventBus(EventBus.fromEventBusName(scope, "BusByName-" + connection, bus.getRef()))
                    .description("What %s is told by its provider's event bus".formatted(connection))
                    .eventPattern(EventPattern.builder().source(List.of(source)).build())
                    .targets(List.of(LambdaFunction.Builder.create(function.alias())
                            .deadLetterQueue(queues.undelivered())
                            .maxEventAge(Duration.hours(24))
                            .retryAttempts(185)
                            .build()))
                    .build();
        });
    }

    /**
     * For calls that nobody waits for: Lambda tries twice more, and what still fails lies in a queue. Without this it would
     * be gone.
     */
    void setAsideWhatFails(DeployedFunction function) {
        CfnEventInvokeConfig.Builder.create(scope, "Failures-" + function.row().name())
                .functionName(function.alias().getVersion().getLambda().getFunctionName())
                .qualifier(function.alias().getAliasName())
                .maximumRetryAttempts(2)
                .maximumEventAgeInSeconds(Duration.hours(6).toSeconds())
                .destinationConfig(CfnEventInvokeConfig.DestinationConfigProperty.builder()
                        .onFailure(CfnEventInvokeConfig.OnFailureProperty.builder()
                                .destination(queues.undelivered().getQueueArn())
                                .build())
                        .build())
                .build()
                .getNode()
                .addDependency(function.alias());
    }
}
