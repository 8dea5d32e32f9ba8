package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.RowPage;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The reach of the connection's token: a single workspace, or an organization with the workspaces to which
 * Grantkeeper's app was added.
 *
 * @param organization empty for a single workspace, even if the workspace belongs to an organization
 * @param workspace the token's own workspace
 * @param ownApp Grantkeeper's own app, if Slack names it
 */
record SlackTokenScope(Optional<SlackContext> organization, Optional<SlackContext> workspace, Optional<String> ownApp) {
    private static final String PAGE_SIZE = "1000";

    static SlackTokenScope of(SlackClient api) throws ConnectorException {
        JsonNodeReader answer = api.change(SlackMethod.AUTH_TEST, Map.of());
        boolean wide = answer.flagOrFalse("is_enterprise_install");
        Optional<SlackContext> organization =
                wide ? answer.optionalNonBlank("enterprise_id").flatMap(SlackContext::of) : Optional.empty();
        Optional<SlackContext> workspace =
                answer.optionalNonBlank("team_id").flatMap(SlackContext::of).filter(SlackContext::isWorkspace);
        if (organization.isEmpty() && workspace.isEmpty()) {
            throw answer.unexpected("the id of a workspace or of an organization");
        }
        return new SlackTokenScope(organization, workspace, answer.optionalNonBlank("app_id"));
    }

    /**
     * Returns a partition for each workspace, and one for the organization if the stream also covers the organization.
     */
    static List<Partition> partitions(
            ProviderSession session, StreamId stream, Set<String> known, boolean withOrganization)
            throws ConnectorException {
        SlackClient api = new SlackClient(session);
        SlackTokenScope installation = of(api);
        Set<SlackContext> places = new TreeSet<>(installation.workspaces(api));
        if (withOrganization) {
            installation.organization.ifPresent(places::add);
        }
        // A workspace that the app was removed from is read again, because only Slack can report what happened
        // to it.
        known.forEach(id -> SlackContext.of(id).ifPresent(places::add));
        boolean ofOrganization = installation.organization.isPresent();
        return places.stream()
                .map(context -> context.of(stream, ofOrganization))
                .toList();
    }

    /**
     * Returns the workspaces to which the app was added. The connector cannot read any others. Unlike the method that
     * lists all workspaces, {@code auth.teams.list} needs no scope.
     */
    private Set<SlackContext> workspaces(SlackClient api) throws ConnectorException {
        Set<SlackContext> workspaces = new TreeSet<>();
        if (organization.isEmpty()) {
            workspace.ifPresent(workspaces::add);
            return workspaces;
        }
        RowPage.forEachRow(
                "Slack's list of workspaces",
                from -> api.page(SlackMethod.AUTH_TEAMS_LIST, Map.of("limit", PAGE_SIZE), "teams", from),
                team -> SlackContext.of(team.nonBlank("id"))
                        .filter(SlackContext::isWorkspace)
                        .ifPresent(workspaces::add));
        return workspaces;
    }
}
