package io.grantkeeper.connectors.anthropic;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.PageTrail;
import io.grantkeeper.connector.http.Address;
import io.grantkeeper.connector.http.JsonBody;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Workspaces by id: what a key can reach. */
record Workspaces(Map<String, String> names) {
    static final Workspaces NONE = new Workspaces(Map.of());
    /** The default workspace has no id, and is in no listing. */
    static final String DEFAULT = "default";

    Workspaces {
        names = Map.copyOf(names);
    }

    static Workspaces read(AnthropicApi api) throws ConnectorException {
        Map<String, String> names = new TreeMap<>();
        PageTrail trail = new PageTrail("the workspaces of Anthropic");
        Optional<String> next = Optional.empty();
        do {
            Address listing = api.inOrganization("workspaces").with("include_archived", "true");
            Paging.Read page = api.page(listing, Paging.BY_ID, Cursor.of(next));
            for (JsonBody row : page.rows()) {
                names.put(row.text("id"), row.optionalText("name").orElse(row.text("id")));
            }
            next = page.next();
            if (next.isPresent()) {
                trail.goOnTo(next.get());
            }
        } while (next.isPresent());
        return new Workspaces(names);
    }

    String name(String id) {
        return names.getOrDefault(id, id);
    }
}
