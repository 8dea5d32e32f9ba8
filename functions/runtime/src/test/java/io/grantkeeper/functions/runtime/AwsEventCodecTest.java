package io.grantkeeper.functions.runtime;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.grantkeeper.identity.json.ModelJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks that AWS's events are read as AWS documents them, and that responses have the documented members. */
class AwsEventCodecTest {
    private static final Path SAMPLES = Path.of("../../events/samples");

    static Stream<Path> requests() throws IOException {
        return samples("receive-webhook");
    }

    static Stream<Path> batches() throws IOException {
        return Stream.concat(samples("sync-access"), samples("alert-owner"));
    }

    static Stream<Path> changes() throws IOException {
        return Stream.concat(samples("detect-changes"), samples("seal-on-write"));
    }

    private static Stream<Path> samples(String function) throws IOException {
        try (Stream<Path> files = Files.list(SAMPLES.resolve(function))) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("requests")
    void readsSampleHttpRequest(Path sample) throws IOException {
        assertRequest(Files.readString(sample));
    }

    @ParameterizedTest
    @MethodSource("batches")
    void readsSampleQueueBatch(Path sample) throws IOException {
        assertBatch(Files.readString(sample));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"Records\": []}",
                "{\"Records\": null}",
                "{\"Records\": [{\"messageAttributes\": {\"a\": {\"dataType\": \"Binary\", \"binaryValue\": \"AQI=\","
                        + " \"stringListValues\": [], \"binaryListValues\": [\"Aw==\"]}}, \"unknown\": {\"x\": [1]}}]}"
            })
    void readsUnusualQueueBatch(String json) throws IOException {
        assertBatch(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"headers\": null, \"cookies\": [\"a=b\"], \"isBase64Encoded\": true, \"body\": \"\\u20ac\\ud83d\\ude00\"}",
                "{\"requestContext\": {\"timeEpoch\": 1583348638390, \"http\": {\"method\": \"GET\"}}, \"stageVariables\": {\"a\": \"1\"}}",
                "{\"requestContext\": {\"authorizer\": {\"jwt\": {\"claims\": {\"sub\": \"x\"}, \"scopes\": [\"a\"]}}}}"
            })
    void readsUnusualHttpRequest(String json) throws IOException {
        assertRequest(json);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void readsSampleDynamoDbStreamRecords(Path sample) throws IOException {
        assertChanges(Files.readString(sample));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"Records\": [{\"eventName\": \"REMOVE\", \"userIdentity\": {\"principalId\": \"dynamodb.amazonaws.com\","
                        + " \"type\": \"Service\"}, \"dynamodb\": {\"ApproximateCreationDateTime\": 1479499740.25,"
                        + " \"SequenceNumber\": \"13021600000000001596893679\", \"SizeBytes\": 112,"
                        + " \"StreamViewType\": \"NEW_AND_OLD_IMAGES\", \"OldImage\": {\"a\": {\"M\": {\"b\": {\"L\": [{\"NULL\": true},"
                        + " {\"BOOL\": false}]}}}, \"c\": {\"SS\": [\"x\"]}, \"d\": {\"NS\": [\"1\"]}, \"e\": {\"B\": \"AQI=\"},"
                        + " \"f\": {\"BS\": [\"Aw==\"]}, \"g\": {}, \"h\": {\"N\": \"1e3\"}}}}]}",
                "{\"Records\": [{\"dynamodb\": {\"Keys\": null, \"unknown\": {\"x\": [1]}}, \"eventName\": null}]}"
            })
    void readsUnusualDynamoDbStreamRecords(String json) throws IOException {
        assertChanges(json);
    }

    @Test
    void writesResponses() throws IOException {
        assertWritten(
                APIGatewayV2HTTPResponse.class,
                APIGatewayV2HTTPResponse.builder()
                        .withStatusCode(202)
                        .withHeaders(Map.of("content-type", "text/plain"))
                        .withMultiValueHeaders(Map.of("a", List.of("b", "c")))
                        .withCookies(List.of("a=b"))
                        .withBody("\"quoted\"")
                        .build(),
                """
                {"statusCode": 202, "headers": {"content-type": "text/plain"}, "multiValueHeaders": {"a": ["b", "c"]},
                 "cookies": ["a=b"], "body": "\\"quoted\\"", "isBase64Encoded": false}""");
        assertWritten(
                APIGatewayV2HTTPResponse.class,
                new APIGatewayV2HTTPResponse(),
                "{\"statusCode\": 0, \"isBase64Encoded\": false}");
        assertWritten(
                SQSBatchResponse.class,
                new SQSBatchResponse(List.of(new SQSBatchResponse.BatchItemFailure("1"))),
                "{\"batchItemFailures\": [{\"itemIdentifier\": \"1\"}]}");
        assertWritten(
                StreamsEventResponse.class,
                new StreamsEventResponse(List.of(new StreamsEventResponse.BatchItemFailure("2"))),
                "{\"batchItemFailures\": [{\"itemIdentifier\": \"2\"}]}");
        assertWritten(StreamsEventResponse.class, new StreamsEventResponse(List.of()), "{\"batchItemFailures\": []}");
    }

    private static void assertRequest(String json) throws IOException {
        JsonNode expected = ModelJson.mapper().readTree(json);
        APIGatewayV2HTTPEvent event = read(APIGatewayV2HTTPEvent.class, json);
        assertThat(event.getRawPath()).isEqualTo(text(expected.path("rawPath")));
        assertThat(event.getBody()).isEqualTo(text(expected.path("body")));
        assertThat(event.getIsBase64Encoded())
                .isEqualTo(expected.path("isBase64Encoded").asBoolean(false));
        assertThat(event.getHeaders()).isEqualTo(texts(expected.path("headers")));
        assertThat(event.getPathParameters()).isEqualTo(texts(expected.path("pathParameters")));
        assertThat(event.getQueryStringParameters()).isEqualTo(texts(expected.path("queryStringParameters")));
        assertThat(event.getStageVariables()).isEqualTo(texts(expected.path("stageVariables")));
        assertThat(event.getCookies()).isEqualTo(list(expected.path("cookies")));
        JsonNode context = expected.path("requestContext");
        if (context.isObject()) {
            APIGatewayV2HTTPEvent.RequestContext read = event.getRequestContext();
            assertThat(read.getTimeEpoch()).isEqualTo(context.path("timeEpoch").asLong(0));
            assertThat(read.getRequestId()).isEqualTo(text(context.path("requestId")));
            assertThat(read.getHttp() == null ? null : read.getHttp().getMethod())
                    .isEqualTo(text(context.path("http").path("method")));
            JsonNode claims = context.path("authorizer").path("jwt").path("claims");
            if (claims.isObject()) {
                assertThat(read.getAuthorizer().getJwt().getClaims()).isEqualTo(texts(claims));
            }
        }
    }

    /** Compares each record of an event with the JSON from which it was read. */
    private static <R> void assertRecords(String json, @Nullable List<R> records, BiConsumer<JsonNode, R> same) {
        JsonNode expected = ModelJson.mapper().readTree(json).path("Records");
        if (!expected.isArray()) {
            assertThat(records).isNull();
            return;
        }
        assertThat(records).hasSameSizeAs(expected.valueStream().toList());
        for (int i = 0; i < expected.size(); i++) {
            same.accept(expected.get(i), records.get(i));
        }
    }

    private static void assertBatch(String json) throws IOException {
        assertRecords(json, read(SQSEvent.class, json).getRecords(), AwsEventCodecTest::assertMessage);
    }

    private static void assertMessage(JsonNode given, SQSEvent.SQSMessage message) {
        assertThat(message.getMessageId()).isEqualTo(text(given.path("messageId")));
        assertThat(message.getBody()).isEqualTo(text(given.path("body")));
        assertThat(message.getEventSourceArn()).isEqualTo(text(given.path("eventSourceARN")));
        assertThat(message.getAttributes()).isEqualTo(texts(given.path("attributes")));
        given.path("messageAttributes")
                .propertyStream()
                .forEach(attribute -> assertThat(message.getMessageAttributes().get(attribute.getKey()))
                        .satisfies(read -> {
                            JsonNode value = attribute.getValue();
                            assertThat(read.getDataType()).isEqualTo(text(value.path("dataType")));
                            assertThat(read.getStringValue()).isEqualTo(text(value.path("stringValue")));
                            assertThat(base64(read.getBinaryValue())).isEqualTo(text(value.path("binaryValue")));
                        }));
    }

    private static void assertChanges(String json) throws IOException {
        assertRecords(json, read(DynamodbEvent.class, json).getRecords(), AwsEventCodecTest::assertRow);
    }

    private static void assertRow(JsonNode given, DynamodbEvent.DynamodbStreamRecord row) {
        assertThat(row.getEventName()).isEqualTo(text(given.path("eventName")));
        JsonNode change = given.path("dynamodb");
        assertThat(row.getDynamodb().getSequenceNumber()).isEqualTo(text(change.path("SequenceNumber")));
        assertAttributes(change.path("Keys"), row.getDynamodb().getKeys());
        assertAttributes(change.path("OldImage"), row.getDynamodb().getOldImage());
        assertAttributes(change.path("NewImage"), row.getDynamodb().getNewImage());
    }

    private static void assertAttributes(JsonNode expected, @Nullable Map<String, AttributeValue> attributes) {
        if (!expected.isObject()) {
            assertThat(attributes).isNull();
            return;
        }
        assertThat(attributes.keySet())
                .isEqualTo(expected.propertyStream().map(Map.Entry::getKey).collect(toSet()));
        attributes.forEach((name, value) -> assertAttribute(expected.path(name), value));
    }

    private static void assertAttribute(JsonNode expected, AttributeValue value) {
        assertThat(value.getS()).isEqualTo(text(expected.path("S")));
        assertThat(value.getN()).isEqualTo(text(expected.path("N")));
        assertThat(base64(value.getB())).isEqualTo(text(expected.path("B")));
        assertThat(value.getSS()).isEqualTo(list(expected.path("SS")));
        assertThat(value.getNS()).isEqualTo(list(expected.path("NS")));
        assertThat(
                        value.getBS() == null
                                ? null
                                : value.getBS().stream()
                                        .map(AwsEventCodecTest::base64)
                                        .toList())
                .isEqualTo(list(expected.path("BS")));
        assertThat(value.getBOOL())
                .isEqualTo(
                        expected.has("BOOL") ? (Boolean) expected.path("BOOL").booleanValue() : null);
        assertThat(value.getNULL())
                .isEqualTo(
                        expected.has("NULL") ? (Boolean) expected.path("NULL").booleanValue() : null);
        assertAttributes(expected.path("M"), value.getM());
        if (expected.path("L").isArray()) {
            assertThat(value.getL())
                    .hasSameSizeAs(expected.path("L").valueStream().toList());
            for (int i = 0; i < value.getL().size(); i++) {
                assertAttribute(expected.path("L").get(i), value.getL().get(i));
            }
        } else {
            assertThat(value.getL()).isNull();
        }
    }

    private static <T> T read(Class<T> type, String json) throws IOException {
        return EventCodec.of(type).read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    /** Asserts that a value is written as the expected JSON. Ignores null members, which contain no information. */
    private static <T> void assertWritten(Class<T> type, T value, String expected) throws IOException {
        var out = new ByteArrayOutputStream();
        EventCodec.of(type).write(value, out);
        ObjectNode json = (ObjectNode) ModelJson.mapper().readTree(out.toByteArray());
        json.propertyStream()
                .filter(member -> member.getValue().isNull())
                .map(Map.Entry::getKey)
                .toList()
                .forEach(json::remove);
        assertThat((JsonNode) json).isEqualTo(ModelJson.mapper().readTree(expected));
    }

    private static @Nullable String text(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? null : value.asString();
    }

    private static @Nullable Map<String, String> texts(JsonNode object) {
        return object.isObject()
                ? object.propertyStream()
                        .collect(toMap(
                                Map.Entry::getKey, member -> member.getValue().asString()))
                : null;
    }

    private static @Nullable List<String> list(JsonNode array) {
        return array.isArray() ? array.valueStream().map(JsonNode::asString).toList() : null;
    }

    private static @Nullable String base64(@Nullable ByteBuffer bytes) {
        return bytes == null
                ? null
                : StandardCharsets.ISO_8859_1
                        .decode(Base64.getEncoder().encode(bytes.duplicate()))
                        .toString();
    }
}
