package io.grantkeeper.connector.testkit;

import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Interceptors that edit responses as JSON trees. Responses that are not JSON pass through unchanged. */
final class JsonResponseInterceptor {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private JsonResponseInterceptor() {}

    static TrafficInterceptor changing(Consumer<JsonNode> change) {
        return new TrafficInterceptor() {
            @Override
            public ProviderDoubleResponse change(ProviderDoubleResponse answer) {
                if (answer.body().isBlank()) {
                    return answer;
                }
                try {
                    JsonNode node = MAPPER.readTree(answer.body());
                    change.accept(node);
                    return answer.withBody(MAPPER.writeValueAsString(node));
                } catch (JacksonException _) {
                    return answer;
                }
            }
        };
    }
}
