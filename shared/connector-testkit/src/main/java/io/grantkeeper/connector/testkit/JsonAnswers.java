package io.grantkeeper.connector.testkit;

import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Interferes with answers as trees; what is no JSON stays as it is. */
final class JsonAnswers {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private JsonAnswers() {}

    static Interference changing(Consumer<JsonNode> change) {
        return new Interference() {
            @Override
            public Answer change(Answer answer) {
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
