package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.PageTrail;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What our token opens: a single workspace, or an organisation with those workspaces that our app was added to.
 *
 * @param organization empty for a single workspace, even one that belongs to an organisation
 * @param workspace the token's own
 * @param ownApp our own app, where Slack says so
 */
record Installation(Optional<Place> organization, Optional<Place> workspace, Optional<String> ownApp) {
    private static final String PAGE_SIZE = "1000";

    static Installation of(SlackApi api) throws ConnectorException {
        JsonBody answer = api.change(SlackMethod.AUTH_TEST, Map.of());
        boolean wide = Read.flag(answer, "is_enterprise_install");
        Optional<Place> organization =
                wide ? Read.optional(answer, "enterprise_id").flatMap(Place::of) : Optional.empty();
        Optional<Place> workspace =
                Read.optional(answer, "team_id").flatMap(Place::of).filter(Place::isWorkspace);
        if (organization.isEmpty() && workspace.isEmpty()) {
            throw answer.unexpected("the id of a workspace or of an organisation");
        }
        return new Installation(organization, workspace, Read.optional(answer, "app_id"));
    }

    /** A partition for each workspace, and one for the organisation where a stream speaks of it too. */
    static List<Partition> partitions(
            ProviderSession session, StreamId stream, Set<String> known, boolean withOrganization)
            throws ConnectorException {
        SlackApi api = new SlackApi(session);
        Installation installation = of(api);
        Set<Place> places = new TreeSet<>(installation.workspaces(api));
        if (withOrganization) {
            installation.organization.ifPresent(places::add);
        }
        // One that our app was taken out of is asked for again: only Slack can say what became of it.
        known.forEach(id -> Place.of(id).ifPresent(places::add));
        boolean ofOrganization = installation.organization.isPresent();
        return places.stream().map(place -> place.of(stream, ofOrganization)).toList();
    }

    /** {@code auth.teams.list} needs no scope, unlike the list of all workspaces; others could not be read anyway. */
    private Set<Place> workspaces(SlackApi api) throws ConnectorException {
        Set<Place> workspaces = new TreeSet<>();
        if (organization.isEmpty()) {
            workspace.ifPresent(workspaces::add);
            return workspaces;
        }
        PageTrail trail = new PageTrail("the workspaces of Slack");
        Optional<String> cursor = Optional.of("");
        while (cursor.isPresent()) {
            trail.goOnTo(cursor.get());
            Map<String, String> arguments = new HashMap<>(Map.of("limit", PAGE_SIZE));
            cursor.filter(token -> !token.isEmpty()).ifPresent(token -> arguments.put("cursor", token));
            JsonBody answer = api.read(SlackMethod.AUTH_TEAMS_LIST, arguments);
            for (JsonBody team : answer.list("teams")) {
                Place.of(Read.required(team, "id")).filter(Place::isWorkspace).ifPresent(workspaces::add);
            }
            cursor = Read.nextCursor(answer, cursor.get());
        }
        return workspaces;
    }
}
