package io.grantkeeper.functions.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.grantkeeper.identity.json.ModelJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks that the token-by-token codecs read and write the same events as AWS's own serializers. */
class StreamingEventCodecsTest {
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
    void readsSampleRequestLikeAwsCodec(Path sample) throws IOException {
        assertReadLikeAws(APIGatewayV2HTTPEvent.class, Files.readString(sample));
    }

    @ParameterizedTest
    @MethodSource("batches")
    void readsSampleBatchLikeAwsCodec(Path sample) throws IOException {
        assertReadLikeAws(SQSEvent.class, Files.readString(sample));
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
    void readsUnusualBatchLikeAwsCodec(String json) throws IOException {
        assertReadLikeAws(SQSEvent.class, json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"headers\": null, \"cookies\": [\"a=b\"], \"isBase64Encoded\": true, \"body\": \"\\u20ac\\ud83d\\ude00\"}",
                "{\"requestContext\": {\"timeEpoch\": 1583348638390, \"http\": {\"method\": \"GET\"}}, \"stageVariables\": {\"a\": \"1\"}}",
                "{\"requestContext\": {\"authorizer\": {\"jwt\": {\"claims\": {\"sub\": \"x\"}, \"scopes\": [\"a\"]}}}}"
            })
    void readsUnusualRequestLikeAwsCodec(String json) throws IOException {
        assertReadLikeAws(APIGatewayV2HTTPEvent.class, json);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void readsSampleChangeLikeAwsCodec(Path sample) throws IOException {
        assertReadLikeAws(DynamodbEvent.class, Files.readString(sample));
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
    void readsUnusualChangeLikeAwsCodec(String json) throws IOException {
        assertReadLikeAws(DynamodbEvent.class, json);
    }

    @Test
    void writesResponsesLikeAwsCodec() throws IOException {
        assertWrittenLikeAws(
                APIGatewayV2HTTPResponse.class,
                APIGatewayV2HTTPResponse.builder()
                        .withStatusCode(202)
                        .withHeaders(Map.of("content-type", "text/plain"))
                        .withMultiValueHeaders(Map.of("a", List.of("b", "c")))
                        .withCookies(List.of("a=b"))
                        .withBody("\"quoted\"")
                        .build());
        assertWrittenLikeAws(APIGatewayV2HTTPResponse.class, new APIGatewayV2HTTPResponse());
        assertWrittenLikeAws(
                SQSBatchResponse.class, new SQSBatchResponse(List.of(new SQSBatchResponse.BatchItemFailure("1"))));
        assertWrittenLikeAws(
                StreamsEventResponse.class,
                new StreamsEventResponse(List.of(new StreamsEventResponse.BatchItemFailure("2"))));
        assertWrittenLikeAws(StreamsEventResponse.class, new StreamsEventResponse(List.of()));
    }

    private static <T> void assertReadLikeAws(Class<T> type, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        T own = EventCodec.of(type).read(new ByteArrayInputStream(bytes));
        T aws = EventCodec.ofAws(type).read(new ByteArrayInputStream(bytes));
        assertThat(own).usingRecursiveComparison().isEqualTo(aws);
    }

    private static <T> void assertWrittenLikeAws(Class<T> type, T value) throws IOException {
        assertThat(written(EventCodec.of(type), value)).isEqualTo(written(EventCodec.ofAws(type), value));
    }

    /** Returns the written JSON without null members, which contain no information. */
    private static <T> JsonNode written(EventCodec<T> format, T value) throws IOException {
        var out = new ByteArrayOutputStream();
        format.write(value, out);
        ObjectNode json = (ObjectNode) ModelJson.mapper().readTree(out.toByteArray());
        json.propertyStream()
                .filter(member -> member.getValue().isNull())
                .map(Map.Entry::getKey)
                .toList()
                .forEach(json::remove);
        return json;
    }
}
