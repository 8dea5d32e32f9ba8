package io.grantkeeper.connectors.slack;

import static java.util.Map.entry;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.identity.AccessEventType;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which of Slack's events are heard, and which are left alone. */
final class WebhookEvents {
    @FunctionalInterface
    private interface Handler {
        WebhookOutcome handle(Delivery delivery) throws ConnectorException;
    }

    /** What events of a workspace have read again. */
    private static final List<StreamId> TOLD_BY_EVENTS =
            List.of(AppListings.REQUESTS, AppListings.APPROVED, InstalledApps.ID, Members.ID);

    private static final Map<String, Handler> HANDLERS = Map.ofEntries(
            entry("app_requested", WebhookEvents::requested),
            entry("app_installed", delivery -> app(delivery, AccessEventType.GRANT_GIVEN)),
            entry("app_deleted", delivery -> app(delivery, AccessEventType.GRANT_REVOKED)),
            entry("app_uninstalled_team", delivery -> app(delivery, AccessEventType.GRANT_REVOKED)),
            entry("app_uninstalled", delivery -> own(delivery, AccessEventType.GRANT_REVOKED)),
            entry("tokens_revoked", delivery -> own(delivery, AccessEventType.CREDENTIAL_REMOVED)),
            entry("scope_granted", delivery -> own(delivery, AccessEventType.GRANT_CHANGED)),
            entry("scope_denied", delivery -> own(delivery, AccessEventType.GRANT_DENIED)),
            entry("team_access_granted", delivery -> own(delivery, AccessEventType.GRANT_CHANGED)),
            entry("team_access_revoked", delivery -> own(delivery, AccessEventType.GRANT_CHANGED)),
            entry("user_resource_granted", delivery -> own(delivery, AccessEventType.GRANT_GIVEN)),
            entry("user_resource_removed", delivery -> own(delivery, AccessEventType.GRANT_REVOKED)),
            entry("team_join", WebhookEvents::user),
            entry("user_change", WebhookEvents::user),
            entry("workflow_published", WebhookEvents::workflow),
            entry("workflow_unpublished", WebhookEvents::workflow),
            entry("workflow_deleted", WebhookEvents::workflow));

    private WebhookEvents() {}

    static WebhookOutcome outcome(Delivery delivery) throws ConnectorException {
        Handler handler = HANDLERS.get(delivery.type());
        if (handler == null) {
            return delivery.ignored("it is not known to say anything about access");
        }
        if (!delivery.isWatched()) {
            return delivery.ignored("it is of another organisation or workspace than the setting 'organization' names");
        }
        return handler.handle(delivery);
    }

    /** For a minute Slack dropped events: what they may have told is read again. */
    static WebhookOutcome lost(ConnectionId connection, JsonBody body) throws ConnectorException {
        String minute = Long.toString(body.number("minute_rate_limited"));
        Optional<Place> workspace = Read.optional(body, "team_id").flatMap(Place::of);
        String id = "rate-limited/" + workspace.map(Place::id).orElse(connection.value()) + "/" + minute;
        return workspace.isEmpty()
                ? new WebhookOutcome.Ignored(id, "app_rate_limited", "it names no workspace")
                : new WebhookOutcome.Accepted(
                        id,
                        "app_rate_limited",
                        TOLD_BY_EVENTS.stream()
                                .map(stream -> workspace.get().of(stream, false))
                                .toList(),
                        List.of());
    }

    private static WebhookOutcome requested(Delivery delivery) throws ConnectorException {
        JsonBody request = delivery.event().object("app_request");
        JsonBody app = request.object("app");
        Knowledge<PersonId> by = delivery.naming().known(Read.optional(request.optionalObject("user"), "id"));
        Optional<IdentityId> about = Read.optional(app, "id").map(delivery.naming()::app);
        Map<String, String> details =
                Read.optional(app, "name").map(name -> Map.of("app", name)).orElse(Map.of());
        return delivery.accepted(
                delivery.rereads(AppListings.REQUESTS, true),
                List.of(delivery.evidence(AccessEventType.GRANT_REQUESTED, about, by, details)));
    }

    /** Another app was installed or removed: what it may do is in the listings. */
    private static WebhookOutcome app(Delivery delivery, AccessEventType what) throws ConnectorException {
        JsonBody event = delivery.event();
        Optional<String> id = Read.optional(event, "app_id");
        List<Partition> rereads = new ArrayList<>(delivery.rereads(AppListings.APPROVED, true));
        rereads.addAll(delivery.rereads(InstalledApps.ID, false));
        rereads.addAll(delivery.rereads(Members.ID, false));
        Knowledge<PersonId> by = delivery.naming().user(event, "user_id");
        Observation evidence = delivery.evidence(what, id.map(delivery.naming()::app), by, Map.of());
        return delivery.accepted(rereads, List.of(evidence));
    }

    /** Something about our own app, which is in the inventory like any other. */
    private static WebhookOutcome own(Delivery delivery, AccessEventType what) throws ConnectorException {
        Knowledge<PersonId> by = delivery.naming().user(delivery.event(), "user");
        return delivery.accepted(
                delivery.rereads(InstalledApps.ID, false),
                List.of(delivery.evidence(what, delivery.own(), by, Map.of())));
    }

    /** Also sent for each change of a status line, so no more is read again than this one user. */
    private static WebhookOutcome user(Delivery delivery) throws ConnectorException {
        JsonBody user = delivery.event().object("user");
        String id = Read.required(user, "id");
        boolean bot = Read.flag(user, "is_bot");
        List<Partition> rereads = new ArrayList<>();
        if (!bot && delivery.ofOrganization()) {
            rereads.add(People.onePerson(id));
        } else {
            delivery.workspace().ifPresent(place -> rereads.add(Members.oneUser(place, id, delivery.ofOrganization())));
        }
        return delivery.accepted(rereads, List.of());
    }

    private static WebhookOutcome workflow(Delivery delivery) {
        return delivery.accepted(List.of(Partition.whole(Workflows.ID)), List.of());
    }
}
