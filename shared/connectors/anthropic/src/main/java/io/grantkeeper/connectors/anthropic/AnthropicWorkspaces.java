package io.grantkeeper.connectors.anthropic;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.RowPage;
import java.util.Map;
import java.util.TreeMap;

/** The names of the workspaces, keyed by id. A key can reach only its workspace. */
record AnthropicWorkspaces(Map<String, String> names) {
    static final AnthropicWorkspaces NONE = new AnthropicWorkspaces(Map.of());
    /**
     * The name that Grantkeeper uses for the default workspace, which has no id at Anthropic and appears in no listing.
     */
    static final String DEFAULT = "default";

    AnthropicWorkspaces {
        names = Map.copyOf(names);
    }

    static AnthropicWorkspaces read(AnthropicClient api) throws ConnectorException {
        Map<String, String> names = new TreeMap<>();
        RowPage.forEachRow(
                "Anthropic's list of workspaces",
                from -> api.page(
                        api.inOrganization("workspaces").with("include_archived", "true"), AnthropicPaging.BY_ID, from),
                row -> names.put(row.text("id"), row.optionalText("name").orElse(row.text("id"))));
        return new AnthropicWorkspaces(names);
    }

    String name(String id) {
        return names.getOrDefault(id, id);
    }
}
