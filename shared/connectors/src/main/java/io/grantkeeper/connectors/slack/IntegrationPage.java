package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ConnectorProblem.InvalidToken;
import io.grantkeeper.connector.http.JsonBody;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A numbered page of the integration log, newest rows first. Rows that appear meanwhile push others to the next page:
 * some come twice, none is passed over.
 */
record IntegrationPage(List<IntegrationRow> rows, boolean last) {
    /** Slack's largest page. */
    private static final String PAGE_SIZE = "1000";

    static IntegrationPage read(SlackApi api, Place workspace, int number) throws ConnectorException {
        Map<String, String> arguments = new HashMap<>(workspace.argument());
        arguments.put("count", PAGE_SIZE);
        arguments.put("page", Integer.toString(number));
        JsonBody answer = call(api, workspace, arguments);
        Naming naming = new Naming(api.connection());
        List<IntegrationRow> rows = new ArrayList<>();
        for (JsonBody row : answer.list("logs")) {
            IntegrationRow.read(naming, row).ifPresent(rows::add);
        }
        // Without it, a page in the middle would pass for the last, and what was installed before it for gone.
        long pages = answer.object("paging").number("pages");
        return new IntegrationPage(rows, number >= pages);
    }

    /**
     * With an organisation's token, {@code invalid_auth} also says that the owner is no member of the workspace (page on
     * team.integrationLogs). That must not pause the whole connection, so the token is tried elsewhere first.
     */
    private static JsonBody call(SlackApi api, Place workspace, Map<String, String> arguments)
            throws ConnectorException {
        try {
            return api.read(SlackMethod.INTEGRATION_LOGS, arguments);
        } catch (ConnectorException e) {
            if (e.problem() instanceof InvalidToken(String detail)) {
                api.change(SlackMethod.AUTH_TEST, Map.of());
                throw new ConnectorException(new InsufficientScope(
                        Set.of(),
                        detail + ", while the token works: its owner has to be a member of workspace "
                                + workspace.id()));
            }
            throw e;
        }
    }
}
