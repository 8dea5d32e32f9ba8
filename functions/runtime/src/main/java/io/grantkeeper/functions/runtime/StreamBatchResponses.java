package io.grantkeeper.functions.runtime;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.Identity;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamViewType;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads batches of changes from a DynamoDB stream. Source: Lambda developer guide, "Using AWS Lambda with Amazon
 * DynamoDB".
 */
final class StreamBatchResponses {
    private StreamBatchResponses() {}

    @SuppressWarnings("NullAway") // AWS's type uses null for what an event lacks
    static DynamodbEvent of(EventJsonObject json) {
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(json.objects("Records", StreamBatchResponses::change));
        return event;
    }

    @SuppressWarnings("NullAway") // AWS's type uses null for what an event lacks
    private static DynamodbEvent.DynamodbStreamRecord change(EventJsonObject json) {
        DynamodbEvent.DynamodbStreamRecord change = new DynamodbEvent.DynamodbStreamRecord();
        change.setEventID(json.text("eventID"));
        change.setEventName(json.text("eventName"));
        change.setEventVersion(json.text("eventVersion"));
        change.setEventSource(json.text("eventSource"));
        change.setEventSourceARN(json.text("eventSourceARN"));
        change.setAwsRegion(json.text("awsRegion"));
        EventJsonObject images = json.object("dynamodb");
        change.setDynamodb(images == null ? null : images(images));
        EventJsonObject identity = json.object("userIdentity");
        change.setUserIdentity(
                identity == null
                        ? null
                        : new Identity()
                                .withPrincipalId(identity.text("principalId"))
                                .withType(identity.text("type")));
        return change;
    }

    @SuppressWarnings({"NullAway", "JavaUtilDate"
    }) // AWS's type uses null for what an event lacks, and a Date for times
    private static StreamRecord images(EventJsonObject json) {
        StreamRecord images = new StreamRecord();
        String seconds = json.text("ApproximateCreationDateTime");
        images.setApproximateCreationDateTime(
                seconds == null ? null : Date.from(Instant.ofEpochMilli((long) (Double.parseDouble(seconds) * 1_000))));
        images.setKeys(attributes(json.object("Keys")));
        images.setNewImage(attributes(json.object("NewImage")));
        images.setOldImage(attributes(json.object("OldImage")));
        images.setSequenceNumber(json.text("SequenceNumber"));
        String size = json.text("SizeBytes");
        images.setSizeBytes(size == null ? null : Long.valueOf(size));
        String view = json.text("StreamViewType");
        if (view != null) {
            images.setStreamViewType(StreamViewType.fromValue(view));
        }
        return images;
    }

    private static @Nullable Map<String, AttributeValue> attributes(@Nullable EventJsonObject json) {
        if (json == null) {
            return null;
        }
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        for (String name : json.names()) {
            EventJsonObject value = json.object(name);
            if (value != null) {
                attributes.put(name, attribute(value));
            }
        }
        return attributes;
    }

    @SuppressWarnings("NullAway") // AWS's type uses null for what an event lacks
    private static AttributeValue attribute(EventJsonObject json) {
        AttributeValue value = new AttributeValue();
        value.setS(json.text("S"));
        value.setN(json.text("N"));
        value.setB(json.bytes("B"));
        value.setSS(json.list("SS"));
        value.setNS(json.list("NS"));
        value.setBS(json.listOfBytes("BS"));
        value.setM(attributes(json.object("M")));
        value.setL(json.objects("L", StreamBatchResponses::attribute));
        value.setNULL(json.has("NULL") ? json.bool("NULL") : null);
        value.setBOOL(json.has("BOOL") ? json.bool("BOOL") : null);
        return value;
    }
}
