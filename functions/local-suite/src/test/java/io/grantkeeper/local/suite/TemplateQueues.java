package io.grantkeeper.local.suite;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.grantkeeper.identity.json.ModelJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tools.jackson.databind.JsonNode;

/**
 * Creates queues with the attributes in the deployment template, except for encryption, so that tests that run against
 * test doubles use the deployed settings.
 */
record TemplateQueues(SqsClient sqs) {
    private static final Path TEMPLATE =
            Path.of("../../infra/cdk/src/test/resources/golden/grantkeeper-work.template.json");

    /** A queue and its DLQ. */
    record Pair(String queue, String dead) {}

    /**
     * Creates a queue with its DLQ.
     *
     * @param name the queue's name in the template without its prefix, for example {@code sync} or {@code alert}
     * @param called the name of the new queue, which each test chooses differently so that tests do not interfere with
     *     each other
     * @param instead the attributes that the test overrides
     */
    Pair createWithDlq(String name, String called, Map<QueueAttributeName, String> instead) {
        JsonNode properties = properties("grantkeeper-" + name);
        String dead = create(called + "-dead", attributes(properties("grantkeeper-" + name + "-dead-letters")));
        Map<QueueAttributeName, String> attributes = attributes(properties);
        attributes.put(
                QueueAttributeName.REDRIVE_POLICY,
                ModelJson.write(Map.of(
                        "deadLetterTargetArn",
                        arn(dead),
                        "maxReceiveCount",
                        properties.path("RedrivePolicy").path("maxReceiveCount").asInt())));
        attributes.putAll(instead);
        return new Pair(create(called, attributes), dead);
    }

    String arn(String queue) {
        return sqs.getQueueAttributes(request -> request.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
    }

    /** Returns the maximum number of times that a message is received before it moves to the DLQ. */
    static int maxReceiveCount(String name) {
        return properties("grantkeeper-" + name)
                .path("RedrivePolicy")
                .path("maxReceiveCount")
                .asInt();
    }

    private String create(String called, Map<QueueAttributeName, String> attributes) {
        return sqs.createQueue(request -> request.queueName(called).attributes(attributes))
                .queueUrl();
    }

    private static Map<QueueAttributeName, String> attributes(JsonNode properties) {
        Map<QueueAttributeName, String> attributes = new EnumMap<>(QueueAttributeName.class);
        for (QueueAttributeName name : new QueueAttributeName[] {
            QueueAttributeName.VISIBILITY_TIMEOUT,
            QueueAttributeName.MESSAGE_RETENTION_PERIOD,
            QueueAttributeName.DELAY_SECONDS,
            QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS
        }) {
            JsonNode value = properties.path(name.toString());
            if (value.isNumber()) {
                attributes.put(name, Integer.toString(value.asInt()));
            }
        }
        return attributes;
    }

    private static JsonNode properties(String queue) {
        try {
            for (JsonNode resource : ModelJson.mapper()
                    .readTree(Files.readString(TEMPLATE, UTF_8))
                    .path("Resources")
                    .values()) {
                JsonNode properties = resource.path("Properties");
                if (resource.path("Type").asString("").equals("AWS::SQS::Queue")
                        && properties.path("QueueName").asString("").equals(queue)) {
                    return properties;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("the template has no queue '%s'".formatted(queue));
    }
}
