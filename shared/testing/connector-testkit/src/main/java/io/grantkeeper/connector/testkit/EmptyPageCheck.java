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
 * Empties every page that has a successor. Providers return such pages if no row on a page matches their filter. An
 * empty page must not end a listing; only a page that is marked as the last one may.
 */
final class EmptyPageCheck {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    /** Members with which providers refer to the next page. */
    private static final List<String> LEADING_ON =
            List.of("nextPageToken", "next_cursor", "@odata.nextLink", "next_page");

    private final ContractContext run;

    EmptyPageCheck(ContractContext run) {
        this.run = run;
    }

    void continuesPastEmptyPages(AccessStream stream) {
        Map<String, Boolean> leadsOn = new ConcurrentSkipListMap<>();
        TrafficInterceptor emptied = new TrafficInterceptor() {
            @Override
            public ProviderDoubleResponse change(ReceivedCall call, ProviderDoubleResponse answer) {
                boolean next = answer.status() == 200 && hasNextPage(answer);
                leadsOn.put(call.method() + " " + call.server() + call.path(), next);
                return next ? empty(answer) : answer;
            }
        };
        try {
            var _ = run.walk(stream, run.provider(), emptied);
        } catch (ConnectorException _) {
            return; // the connector reported a problem, so no listing was called complete
        }
        assertThat(leadsOn)
                .as("listings that ended at an empty page although another page follows")
                .doesNotContainValue(true);
    }

    private static boolean hasNextPage(ProviderDoubleResponse answer) {
        return answer.headers().getOrDefault("link", List.of()).stream().anyMatch(link -> link.contains("next"))
                || namesNextPage(tree(answer));
    }

    private static boolean namesNextPage(JsonNode node) {
        return node.path("has_more").asBoolean(false)
                || !node.path("_links").path("next").isMissingNode()
                || !node.path("response_metadata")
                        .path("next_cursor")
                        .asString("")
                        .isEmpty()
                || LEADING_ON.stream()
                        .anyMatch(name -> !node.path(name).asString("").isEmpty());
    }

    private static ProviderDoubleResponse empty(ProviderDoubleResponse answer) {
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

    private static JsonNode tree(ProviderDoubleResponse answer) {
        try {
            return MAPPER.readTree(answer.body());
        } catch (JacksonException _) {
            return MAPPER.createObjectNode();
        }
    }
}
