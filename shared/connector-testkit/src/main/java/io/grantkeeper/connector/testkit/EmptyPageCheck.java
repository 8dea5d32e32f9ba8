package io.grantkeeper.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Empties every page that another follows, as providers do whose filters leave nothing of a page. Only a page that says so
 * ends a listing, never one that holds nothing.
 */
final class EmptyPageCheck {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    /** By which providers name the page that follows. */
    private static final List<String> LEADING_ON =
            List.of("nextPageToken", "next_cursor", "@odata.nextLink", "next_page");

    private final ContractRun run;

    EmptyPageCheck(ContractRun run) {
        this.run = run;
    }

    void doesNotEnd(AccessStream stream) {
        Map<String, Boolean> leadsOn = new ConcurrentSkipListMap<>();
        Interference emptied = new Interference() {
            @Override
            public Answer change(Call call, Answer answer) {
                boolean next = answer.status() == 200 && leadsOn(answer);
                leadsOn.put(call.method() + " " + call.server() + call.path(), next);
                return next ? empty(answer) : answer;
            }
        };
        try {
            var _ = run.walk(stream, run.provider(), emptied);
        } catch (ConnectorException _) {
            return; // it was noticed, and nothing was called complete
        }
        assertThat(leadsOn)
                .as("listings that ended at an empty page that another follows")
                .doesNotContainValue(true);
    }

    private static boolean leadsOn(Answer answer) {
        return answer.headers().getOrDefault("link", List.of()).stream().anyMatch(link -> link.contains("next"))
                || names(tree(answer));
    }

    private static boolean names(JsonNode node) {
        return node.path("has_more").asBoolean(false)
                || !node.path("_links").path("next").isMissingNode()
                || !node.path("response_metadata")
                        .path("next_cursor")
                        .asString("")
                        .isEmpty()
                || LEADING_ON.stream()
                        .anyMatch(name -> !node.path(name).asString("").isEmpty());
    }

    private static Answer empty(Answer answer) {
        JsonNode node = tree(answer);
        switch (node) {
            case ArrayNode rows -> rows.removeAll();
            case ObjectNode page ->
                page.forEach(member -> {
                    if (member instanceof ArrayNode rows) {
                        rows.removeAll();
                    }
                });
            default -> {}
        }
        return answer.withBody(MAPPER.writeValueAsString(node));
    }

    private static JsonNode tree(Answer answer) {
        try {
            return MAPPER.readTree(answer.body());
        } catch (JacksonException _) {
            return MAPPER.createObjectNode();
        }
    }
}
