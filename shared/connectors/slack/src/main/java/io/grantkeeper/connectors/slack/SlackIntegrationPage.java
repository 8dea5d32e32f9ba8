package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ConnectorProblem.InvalidToken;
import io.grantkeeper.connector.ListingCount;
import io.grantkeeper.connector.http.JsonNodeReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A numbered page of the integration log, newest rows first. Rows that appear during the read push other rows to the
 * next page, so some rows appear twice, but none is missed.
 *
 * @param count how many rows the page has, and how many Slack counts ({@code paging.total}). Rows have no
 *     ids, so their members identify them, and equal rows of one page are numbered
 */
record SlackIntegrationPage(List<SlackIntegrationRow> rows, boolean last, ListingCount count) {
    /** Slack's maximum page size. */
    private static final String PAGE_SIZE = "1000";

    static SlackIntegrationPage read(SlackClient api, SlackIds ids, SlackContext workspace, int number)
            throws ConnectorException {
        Map<String, String> arguments = new HashMap<>(workspace.argument());
        arguments.put("count", PAGE_SIZE);
        arguments.put("page", Integer.toString(number));
        JsonNodeReader answer = call(api, workspace, arguments);
        List<SlackIntegrationRow> rows = new ArrayList<>();
        Map<String, Integer> equal = new HashMap<>();
        List<String> rowIds = new ArrayList<>();
        for (JsonNodeReader row : answer.list("logs")) {
            SlackIntegrationRow.read(ids, row).ifPresent(rows::add);
            String members = members(row);
            rowIds.add(members + "/" + equal.merge(members, 1, Integer::sum));
        }
        // Without this check, a page in the middle could look like the last one, and everything that was installed
        // earlier would look removed.
        long pages = answer.object("paging").number("pages");
        Optional<Long> total = answer.object("paging").optionalNumber("total");
        return new SlackIntegrationPage(rows, number >= pages, ListingCount.NONE.withTotal(rowIds, total));
    }

    private static String members(JsonNodeReader row) throws ConnectorException {
        List<String> members = new ArrayList<>();
        for (String name : List.of("date", "change_type", "app_id", "service_id", "user_id")) {
            members.add(row.has(name) && !row.isNull(name) ? row.id(name) : "");
        }
        return String.join("/", members);
    }

    /**
     * Calls the method that returns the log. With an organization's token, {@code invalid_auth} can also mean that the
     * token's owner is not a member of the workspace (reference page of team.integrationLogs). That must not pause the
     * whole connection, so another call checks whether the token still works.
     */
    private static JsonNodeReader call(SlackClient api, SlackContext workspace, Map<String, String> arguments)
            throws ConnectorException {
        try {
            return api.read(SlackMethod.INTEGRATION_LOGS, arguments);
        } catch (ConnectorException e) {
            if (e.problem() instanceof InvalidToken(String detail)) {
                api.change(SlackMethod.AUTH_TEST, Map.of());
                throw new ConnectorException(new InsufficientScope(
                        Set.of(),
                        detail + ", although the token works: its owner must be a member of workspace "
                                + workspace.id()));
            }
            throw e;
        }
    }
}
