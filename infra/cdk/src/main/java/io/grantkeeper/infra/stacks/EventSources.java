package io.grantkeeper.infra.stacks;

import io.grantkeeper.infra.functions.FunctionTrigger;
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

/**
 * The event sources of functions: Lambda polls queues and the table stream, and EventBridge pushes the events of
 * partner event buses.
 */
final class EventSources {
    private final Construct scope;
    private final DataStack data;
    private final QueueConstructs queues;
    private final boolean areRead;

    /**
     * Creates the event sources.
     *
     * @param areRead whether the queue and stream mappings are enabled; while the mappings are disabled, the queues and
     *     the stream retain their records
     */
    EventSources(Construct scope, DataStack data, QueueConstructs queues, boolean areRead) {
        this.scope = scope;
        this.data = data;
        this.queues = queues;
        this.areRead = areRead;
    }

    void addQueue(FunctionTrigger.QueueMessages trigger, DeployedFunction function) {
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

    /**
     * Invokes a function with the records of the table's DynamoDB stream. Reading starts at the oldest record that the
     * stream retains, so that a function that is deployed later misses nothing.
     */
    void addTableStream(FunctionTrigger.TableChanges trigger, DeployedFunction function) {
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
                                .filters(filters(trigger))
                                .build());
    }

    private static List<Map<String, Object>> filters(FunctionTrigger.TableChanges trigger) {
        Map<String, Object> written = filterPattern("NewImage", List.of("INSERT", "MODIFY"), trigger.types());
        return trigger.removals()
                ? List.of(written, filterPattern("OldImage", List.of("REMOVE"), trigger.types()))
                : List.of(written);
    }

    private static Map<String, Object> filterPattern(String image, List<String> events, List<String> types) {
        // Sorted: the filter is rendered as text, which should change only where the configuration changed.
        return FilterCriteria.filter(new TreeMap<>(Map.of(
                "eventName",
                events.size() == 1
                        ? FilterRule.isEqual(events.getFirst())
                        : FilterRule.or(events.toArray(String[]::new)),
                "dynamodb",
                Map.of(image, Map.of("type", Map.of("S", FilterRule.or(types.toArray(String[]::new))))))));
    }

    void addPartnerEventBuses(Map<String, String> sources, DeployedFunction function) {
        sources.forEach((connection, source) -> {
            // A partner event bus must have the name of its event source.
            CfnEventBus bus = CfnEventBus.Builder.create(scope, "Bus-" + connection)
                    .name(source)
                    .eventSourceName(source)
                    .build();
            Rule.Builder.create(scope, "Rule-" + connection)
                    .eventBus(EventBus.fromEventBusName(scope, "BusByName-" + connection, bus.getRef()))
                    .description("Events of %s from its provider's event bus".formatted(connection))
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
     * Configures a function so that an event that still fails after two retries is sent to a queue. Otherwise, Lambda
     * would discard asynchronous invocations that fail.
     */
    void sendFailuresToQueue(DeployedFunction function) {
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
