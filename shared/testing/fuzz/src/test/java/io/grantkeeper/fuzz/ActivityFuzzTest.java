package io.grantkeeper.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.activity.Activity;
import io.grantkeeper.connector.activity.ActivityMapper;
import io.grantkeeper.connector.activity.UnreadableRowException;
import io.grantkeeper.connectors.ConnectorRegistry;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Fuzzes the mapping of providers' log rows to activities. Each row is passed to the mappers of all logs of all
 * providers. A mapper must return an activity or throw an {@link UnreadableRowException} that names the member.
 */
@Timeout(300)
class ActivityFuzzTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    static Stream<Arguments> rows() {
        return Seeds.of(
                "{\"uuid\":\"1\",\"published\":\"2026-03-02T10:00:00Z\",\"eventType\":\"app.oauth2.token.grant\","
                        + "\"actor\":{\"type\":\"PublicClientApp\",\"id\":\"0oa1\"},\"outcome\":{\"result\":\"SUCCESS\"},"
                        + "\"client\":{\"ipAddress\":\"192.0.2.1\",\"userAgent\":{\"rawUserAgent\":\"curl/8\"}},"
                        + "\"target\":[{\"type\":\"User\",\"id\":\"00u1\"}]}",
                "{\"@timestamp\":1767348000000,\"_document_id\":\"x\",\"action\":\"git.clone\",\"actor\":\"ci[bot]\","
                        + "\"actor_ip\":\"2001:db8::1\",\"hashed_token\":\"h\",\"repo\":\"acme/pay\","
                        + "\"programmatic_access_type\":\"GitHub App server-to-server token\"}",
                "{\"id\":{\"time\":\"2026-03-02T10:00:00Z\",\"uniqueQualifier\":\"7\",\"applicationName\":\"token\"},"
                        + "\"actor\":{\"email\":\"ana@acme.test\"},\"events\":[{\"name\":\"authorize\",\"parameters\":["
                        + "{\"name\":\"client_id\",\"value\":\"1\"},{\"name\":\"scope\",\"multiValue\":[\"a\"]}]}]}",
                "{\"id\":\"1\",\"createdDateTime\":\"2026-03-02T10:00:00Z\",\"servicePrincipalId\":\"b-1\",\"appId\":\"a\","
                        + "\"status\":{\"errorCode\":0},\"location\":{\"countryOrRegion\":\"DE\"}}",
                "{\"id\":\"1\",\"date_create\":1,\"action\":\"app_installed\",\"actor\":{\"user\":{\"id\":\"U1\"}},"
                        + "\"context\":{\"app\":{\"id\":\"A1\"}},\"entity\":{\"app\":{\"id\":\"A1\"}}}",
                "{\"id\":\"1\",\"type\":\"api_key.created\",\"effective_at\":1,\"actor\":{\"type\":\"api_key\","
                        + "\"api_key\":{\"id\":\"k\"}},\"api_key.created\":{\"id\":\"k\"}}",
                "{\"id\":\"1\",\"type\":\"platform_api_key_created\",\"created_at\":\"2026-03-02T10:00:00Z\","
                        + "\"actor\":{\"type\":\"user_actor\",\"user_id\":\"u\"},\"api_key_id\":\"k\"}");
    }

    @MethodSource("rows")
    @FuzzTest
    void mapper(byte[] input) {
        JsonNode row;
        try {
            row = JSON.readTree(new String(input, UTF_8));
        } catch (JacksonException _) {
            return;
        }
        for (Connector connector : ConnectorRegistry.standard().all()) {
            connector.activities().ifPresent(mapper -> mapper.streams().forEach(stream -> map(mapper, stream, row)));
        }
    }

    private static void map(ActivityMapper mapper, String stream, JsonNode row) {
        try {
            Activity activity = mapper.map(stream, row);
            assertThat(activity.operation()).isNotNull();
            assertThat(activity.actor().ids()).allMatch(id -> id.contains("/"));
        } catch (UnreadableRowException e) {
            ErrorChecks.requireExplanation(String.valueOf(e.getMessage()));
        }
    }
}
