package io.grantkeeper.harness;

import io.grantkeeper.aws.local.LocalDynamoDb;
import io.grantkeeper.identity.json.ModelJson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * The records of a table's DynamoDB stream in the format that Lambda passes to functions, renumbered so that the output
 * is the same on every run.
 */
record StreamRecords(List<Record> records) {
    private static final String SOURCE =
            "arn:aws:dynamodb:eu-central-1:000000000000:table/grantkeeper/stream/2025-02-03T00:00:00.000";

    static StreamRecords of(LocalDynamoDb local, String table) {
        List<Record> records = local.streamRecords(table);
        // Only writes to the same item have a defined order. The sort preserves this order and makes the order of all
        // other writes deterministic.
        records.sort(
                Comparator.comparing(record -> image(record.dynamodb().keys()).toString()));
        return new StreamRecords(records);
    }

    /** Returns an event that contains all records. The whole sequence is repeated {@code times} times. */
    String event(int times) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (int time = 0; time < times; time++) {
            for (int i = 0; i < records.size(); i++) {
                all.add(record(records.get(i), i + 1));
            }
        }
        return ModelJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(Map.of("Records", all)) + "\n";
    }

    private static Map<String, Object> record(Record record, int number) {
        Map<String, Object> images = new LinkedHashMap<>();
        images.put("ApproximateCreationDateTime", 1738659600);
        images.put("Keys", image(record.dynamodb().keys()));
        if (record.dynamodb().hasOldImage()) {
            images.put("OldImage", image(record.dynamodb().oldImage()));
        }
        images.put("NewImage", image(record.dynamodb().newImage()));
        images.put("SequenceNumber", "%021d".formatted(number));
        images.put("SizeBytes", 1024);
        images.put("StreamViewType", "NEW_AND_OLD_IMAGES");
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("eventID", "%032d".formatted(number));
        all.put("eventName", record.eventNameAsString());
        all.put("eventVersion", "1.1");
        all.put("eventSource", "aws:dynamodb");
        all.put("awsRegion", "eu-central-1");
        all.put("dynamodb", images);
        all.put("eventSourceARN", SOURCE);
        return all;
    }

    private static Map<String, Object> image(Map<String, AttributeValue> attributes) {
        Map<String, Object> image = new TreeMap<>();
        attributes.forEach((name, value) -> image.put(name, value(value)));
        return image;
    }

    private static Map<String, Object> value(AttributeValue value) {
        return switch (value.type()) {
            case S -> Map.of("S", value.s());
            case N -> Map.of("N", value.n());
            case BOOL -> Map.of("BOOL", value.bool());
            case NUL -> Map.of("NULL", true);
            case B, SS, NS, BS, M, L, UNKNOWN_TO_SDK_VERSION ->
                throw new IllegalStateException("the sample rows contain no " + value.type());
        };
    }
}
