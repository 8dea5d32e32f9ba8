package io.grantkeeper.functions.runtime;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/**
 * Reads batches of queue messages, and writes partial batch responses. Source: Lambda developer guide, "Using Lambda
 * with Amazon SQS".
 */
final class SqsBatchResponses {
    private SqsBatchResponses() {}

    @SuppressWarnings("NullAway") // AWS's type uses null for what an event lacks
    static SQSEvent of(EventJsonObject json) {
        SQSEvent event = new SQSEvent();
        event.setRecords(json.objects("Records", SqsBatchResponses::message));
        return event;
    }

    @SuppressWarnings("NullAway") // AWS's type uses null for what an event lacks
    private static SQSEvent.SQSMessage message(EventJsonObject json) {
        SQSEvent.SQSMessage message = new SQSEvent.SQSMessage();
        message.setMessageId(json.text("messageId"));
        message.setReceiptHandle(json.text("receiptHandle"));
        message.setBody(json.text("body"));
        message.setMd5OfBody(json.text("md5OfBody"));
        message.setMd5OfMessageAttributes(json.text("md5OfMessageAttributes"));
        message.setEventSourceArn(json.text("eventSourceARN"));
        message.setEventSource(json.text("eventSource"));
        message.setAwsRegion(json.text("awsRegion"));
        message.setAttributes(json.texts("attributes"));
        EventJsonObject attributes = json.object("messageAttributes");
        if (attributes != null) {
            Map<String, SQSEvent.MessageAttribute> all = new LinkedHashMap<>();
            for (String name : attributes.names()) {
                EventJsonObject attribute = attributes.object(name);
                if (attribute != null) {
                    all.put(name, attribute(attribute));
                }
            }
            message.setMessageAttributes(all);
        }
        return message;
    }

    @SuppressWarnings("NullAway") // AWS's type uses null for what an event lacks
    private static SQSEvent.MessageAttribute attribute(EventJsonObject json) {
        SQSEvent.MessageAttribute attribute = new SQSEvent.MessageAttribute();
        attribute.setStringValue(json.text("stringValue"));
        attribute.setBinaryValue(json.bytes("binaryValue"));
        attribute.setStringListValues(json.list("stringListValues"));
        attribute.setBinaryListValues(json.listOfBytes("binaryListValues"));
        attribute.setDataType(json.text("dataType"));
        return attribute;
    }

    static void write(SQSBatchResponse response, JsonGenerator json) {
        write(
                json,
                response.getBatchItemFailures() == null
                        ? List.of()
                        : response.getBatchItemFailures().stream()
                                .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
                                .toList());
    }

    static void write(StreamsEventResponse response, JsonGenerator json) {
        write(
                json,
                response.getBatchItemFailures() == null
                        ? List.of()
                        : response.getBatchItemFailures().stream()
                                .map(StreamsEventResponse.BatchItemFailure::getItemIdentifier)
                                .toList());
    }

    private static void write(JsonGenerator json, List<String> failed) {
        json.writeStartObject();
        json.writeArrayPropertyStart("batchItemFailures");
        for (String identifier : failed) {
            json.writeStartObject();
            json.writeStringProperty("itemIdentifier", identifier);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
