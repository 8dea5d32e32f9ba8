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

/** Read and written token by token, events are what AWS' own serialisers make of them. */
class LeanFormatsTest {
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
    void aRequestIsReadAsAwsReadsIt(Path sample) throws IOException {
        assertReadAlike(APIGatewayV2HTTPEvent.class, Files.readString(sample));
    }

    @ParameterizedTest
    @MethodSource("batches")
    void aBatchIsReadAsAwsReadsIt(Path sample) throws IOException {
        assertReadAlike(SQSEvent.class, Files.readString(sample));
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
    void aBatchOfAnyFormIsReadAsAwsReadsIt(String json) throws IOException {
        assertReadAlike(SQSEvent.class, json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"headers\": null, \"cookies\": [\"a=b\"], \"isBase64Encoded\": true, \"body\": \"\\u20ac\\ud83d\\ude00\"}",
                "{\"requestContext\": {\"timeEpoch\": 1583348638390, \"http\": {\"method\": \"GET\"}}, \"stageVariables\": {\"a\": \"1\"}}",
                "{\"requestContext\": {\"authorizer\": {\"jwt\": {\"claims\": {\"sub\": \"x\"}, \"scopes\": [\"a\"]}}}}"
            })
    void aRequestOfAnyFormIsReadAsAwsReadsIt(String json) throws IOException {
        assertReadAlike(APIGatewayV2HTTPEvent.class, json);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aChangeIsReadAsAwsReadsIt(Path sample) throws IOException {
        assertReadAlike(DynamodbEvent.class, Files.readString(sample));
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
    void aChangeOfAnyFormIsReadAsAwsReadsIt(String json) throws IOException {
        assertReadAlike(DynamodbEvent.class, json);
    }

    @Test
    void answersAreWrittenAsAwsWritesThem() throws IOException {
        assertWrittenAlike(
                APIGatewayV2HTTPResponse.class,
                APIGatewayV2HTTPResponse.builder()
                        .withStatusCode(202)
                        .withHeaders(Map.of("content-type", "text/plain"))
                        .withMultiValueHeaders(Map.of("a", List.of("b", "c")))
                        .withCookies(List.of("a=b"))
                        .withBody("\"quoted\"")
                        .build());
        assertWrittenAlike(APIGatewayV2HTTPResponse.class, new APIGatewayV2HTTPResponse());
        assertWrittenAlike(
                SQSBatchResponse.class, new SQSBatchResponse(List.of(new SQSBatchResponse.BatchItemFailure("1"))));
        assertWrittenAlike(
                StreamsEventResponse.class,
                new StreamsEventResponse(List.of(new StreamsEventResponse.BatchItemFailure("2"))));
        assertWrittenAlike(StreamsEventResponse.class, new StreamsEventResponse(List.of()));
    }

    private static <T> void assertReadAlike(Class<T> type, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        T own = EventFormat.of(type).read(new ByteArrayInputStream(bytes));
        T aws = EventFormat.ofAws(type).read(new ByteArrayInputStream(bytes));
        assertThat(own).usingRecursiveComparison().isEqualTo(aws);
    }

    private static <T> void assertWrittenAlike(Class<T> type, T value) throws IOException {
        assertThat(written(EventFormat.of(type), value)).isEqualTo(written(EventFormat.ofAws(type), value));
    }

    /** Members that are null say nothing. */
    private static <T> JsonNode written(EventFormat<T> format, T value) throws IOException {
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
