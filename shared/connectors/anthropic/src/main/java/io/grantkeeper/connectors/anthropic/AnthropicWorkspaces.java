package io.grantkeeper.connectors.anthropic;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.PageCycleDetector;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.http.RequestUri;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The names of the workspaces by id. A workspace is what a key can reach. */
record AnthropicWorkspaces(Map<String, String> names) {
    static final AnthropicWorkspaces NONE = new AnthropicWorkspaces(Map.of());
    /** The default workspace, which has no id and appears in no listing. */
    static final String DEFAULT = "default";

    AnthropicWorkspaces {
        names = Map.copyOf(names);
    }

    static AnthropicWorkspaces read(AnthropicClient api) throws ConnectorException {
        Map<String, String> names = new TreeMap<>();
        PageCycleDetector trail = new PageCycleDetector("Anthropic's list of workspaces");
        Optional<String> next = Optional.empty();
        do {
            RequestUri listing = api.inOrganization("workspaces").with("include_archived", "true");
            AnthropicPaging.RawPage page = api.page(listing, AnthropicPaging.BY_ID, PartitionCursor.of(next));
            for (JsonNodeReader row : page.rows()) {
                names.put(row.text("id"), row.optionalText("name").orElse(row.text("id")));
            }
            next = page.next();
            if (next.isPresent()) {
                trail.advanceTo(next.get());
            }
        } while (next.isPresent());
        return new AnthropicWorkspaces(names);
    }

    String name(String id) {
        return names.getOrDefault(id, id);
    }
}
