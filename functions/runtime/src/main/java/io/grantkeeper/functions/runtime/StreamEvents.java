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

/** What changed in a table. Source: Lambda developer guide, "Using AWS Lambda with Amazon DynamoDB". */
final class StreamEvents {
    private StreamEvents() {}

    @SuppressWarnings("NullAway") // AWS' type has null for what an event lacks
    static DynamodbEvent of(EventJson json) {
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(json.objects("Records", StreamEvents::change));
        return event;
    }

    @SuppressWarnings("NullAway") // as above
    private static DynamodbEvent.DynamodbStreamRecord change(EventJson json) {
        DynamodbEvent.DynamodbStreamRecord change = new DynamodbEvent.DynamodbStreamRecord();
        change.setEventID(json.text("eventID"));
        change.setEventName(json.text("eventName"));
        change.setEventVersion(json.text("eventVersion"));
        change.setEventSource(json.text("eventSource"));
        change.setEventSourceARN(json.text("eventSourceARN"));
        change.setAwsRegion(json.text("awsRegion"));
        EventJson images = json.object("dynamodb");
        change.setDynamodb(images == null ? null : images(images));
        EventJson identity = json.object("userIdentity");
        change.setUserIdentity(
                identity == null
                        ? null
                        : new Identity()
                                .withPrincipalId(identity.text("principalId"))
                                .withType(identity.text("type")));
        return change;
    }

    @SuppressWarnings({"NullAway", "JavaUtilDate"}) // as above; and a Date is what AWS' type has
    private static StreamRecord images(EventJson json) {
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

    private static @Nullable Map<String, AttributeValue> attributes(@Nullable EventJson json) {
        if (json == null) {
            return null;
        }
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        for (String name : json.names()) {
            EventJson value = json.object(name);
            if (value != null) {
                attributes.put(name, attribute(value));
            }
        }
        return attributes;
    }

    @SuppressWarnings("NullAway") // as above
    private static AttributeValue attribute(EventJson json) {
        AttributeValue value = new AttributeValue();
        value.setS(json.text("S"));
        value.setN(json.text("N"));
        value.setB(json.bytes("B"));
        value.setSS(json.list("SS"));
        value.setNS(json.list("NS"));
        value.setBS(json.listOfBytes("BS"));
        value.setM(attributes(json.object("M")));
        value.setL(json.objects("L", StreamEvents::attribute));
        value.setNULL(json.has("NULL") ? json.truth("NULL") : null);
        value.setBOOL(json.has("BOOL") ? json.truth("BOOL") : null);
        return value;
    }
}
