package io.grantkeeper.connectors.slack;

import static java.util.Map.entry;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.identity.AccessEventType;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Slack events that are handled, and those that are ignored. */
final class SlackWebhookEvents {
    @FunctionalInterface
    private interface Handler {
        WebhookOutcome handle(SlackEventDelivery delivery) throws ConnectorException;
    }

    /** The streams whose changes are reported by a workspace's events. */
    private static final List<StreamId> REPORTED_BY_EVENTS = List.of(
            SlackAppListings.REQUESTS, SlackAppListings.APPROVED, SlackInstalledAppsStream.ID, SlackBotsStream.ID);

    private static final Map<String, Handler> HANDLERS = Map.ofEntries(
            entry("app_requested", SlackWebhookEvents::requested),
            entry("app_installed", delivery -> app(delivery, AccessEventType.GRANT_GIVEN)),
            entry("app_deleted", delivery -> app(delivery, AccessEventType.GRANT_REVOKED)),
            entry("app_uninstalled_team", delivery -> app(delivery, AccessEventType.GRANT_REVOKED)),
            entry("app_uninstalled", delivery -> ownApp(delivery, AccessEventType.GRANT_REVOKED)),
            entry("tokens_revoked", delivery -> ownApp(delivery, AccessEventType.CREDENTIAL_REMOVED)),
            entry("scope_granted", delivery -> ownApp(delivery, AccessEventType.GRANT_CHANGED)),
            entry("scope_denied", delivery -> ownApp(delivery, AccessEventType.GRANT_DENIED)),
            entry("team_access_granted", delivery -> ownApp(delivery, AccessEventType.GRANT_CHANGED)),
            entry("team_access_revoked", delivery -> ownApp(delivery, AccessEventType.GRANT_CHANGED)),
            entry("user_resource_granted", delivery -> ownApp(delivery, AccessEventType.GRANT_GIVEN)),
            entry("user_resource_removed", delivery -> ownApp(delivery, AccessEventType.GRANT_REVOKED)),
            entry("team_join", SlackWebhookEvents::user),
            entry("user_change", SlackWebhookEvents::user),
            entry("workflow_published", SlackWebhookEvents::workflow),
            entry("workflow_unpublished", SlackWebhookEvents::workflow),
            entry("workflow_deleted", SlackWebhookEvents::workflow));

    private SlackWebhookEvents() {}

    static WebhookOutcome outcome(SlackEventDelivery delivery) throws ConnectorException {
        Handler handler = HANDLERS.get(delivery.type());
        if (handler == null) {
            return delivery.ignored("events of this type are not known to affect access");
        }
        if (!delivery.isWatched()) {
            return delivery.ignored(
                    "the event belongs to an organization or workspace other than the one in the setting 'organization'");
        }
        return handler.handle(delivery);
    }

    /**
     * Returns the outcome with the rereads that are required after Slack dropped events for a minute. They cover
     * everything that the dropped events could have changed.
     */
    static WebhookOutcome droppedEvents(ConnectionId connection, JsonNodeReader body) throws ConnectorException {
        String minute = Long.toString(body.number("minute_rate_limited"));
        Optional<SlackContext> workspace = body.optionalNonBlank("team_id").flatMap(SlackContext::of);
        String id = "rate-limited/" + workspace.map(SlackContext::id).orElse(connection.value()) + "/" + minute;
        return workspace.isEmpty()
                ? new WebhookOutcome.Ignored(id, "app_rate_limited", "the event names no workspace")
                : new WebhookOutcome.Accepted(
                        id,
                        "app_rate_limited",
                        REPORTED_BY_EVENTS.stream()
                                .map(stream -> workspace.get().of(stream, false))
                                .toList(),
                        List.of());
    }

    private static WebhookOutcome requested(SlackEventDelivery delivery) throws ConnectorException {
        JsonNodeReader request = delivery.event().object("app_request");
        JsonNodeReader app = request.object("app");
        KnownOrUnknown<PersonId> by =
                delivery.naming().personOrUnknown(request.objectOrEmpty("user").optionalNonBlank("id"));
        Optional<IdentityId> about = app.optionalNonBlank("id").map(delivery.naming()::app);
        Map<String, String> details =
                app.optionalNonBlank("name").map(name -> Map.of("app", name)).orElse(Map.of());
        return delivery.accepted(
                delivery.rereads(SlackAppListings.REQUESTS, true),
                List.of(delivery.evidence(AccessEventType.GRANT_REQUESTED, about, by, details)));
    }

    /**
     * Handles the installation or removal of an app other than Grantkeeper's own. The listings are read again, because
     * they contain the app's permissions.
     */
    private static WebhookOutcome app(SlackEventDelivery delivery, AccessEventType what) throws ConnectorException {
        JsonNodeReader event = delivery.event();
        Optional<String> id = event.optionalNonBlank("app_id");
        List<Partition> rereads = new ArrayList<>(delivery.rereads(SlackAppListings.APPROVED, true));
        rereads.addAll(delivery.rereads(SlackInstalledAppsStream.ID, false));
        rereads.addAll(delivery.rereads(SlackBotsStream.ID, false));
        KnownOrUnknown<PersonId> by = delivery.naming().user(event, "user_id");
        AccessObservation evidence = delivery.evidence(what, id.map(delivery.naming()::app), by, Map.of());
        return delivery.accepted(rereads, List.of(evidence));
    }

    /** Handles a change to Grantkeeper's own app, which is in the inventory like any other app. */
    private static WebhookOutcome ownApp(SlackEventDelivery delivery, AccessEventType what) throws ConnectorException {
        KnownOrUnknown<PersonId> by = delivery.naming().user(delivery.event(), "user");
        return delivery.accepted(
                delivery.rereads(SlackInstalledAppsStream.ID, false),
                List.of(delivery.evidence(what, delivery.ownAppId(), by, Map.of())));
    }

    /**
     * Handles a changed user. Slack also sends this event for every new status text, so only this user is read again.
     */
    private static WebhookOutcome user(SlackEventDelivery delivery) throws ConnectorException {
        JsonNodeReader user = delivery.event().object("user");
        String id = user.nonBlank("id");
        boolean bot = user.flagOrFalse("is_bot");
        List<Partition> rereads = new ArrayList<>();
        if (!bot && delivery.ofOrganization()) {
            rereads.add(SlackUsersStream.singlePerson(id));
        } else {
            delivery.workspace()
                    .ifPresent(
                            context -> rereads.add(SlackBotsStream.singleUser(context, id, delivery.ofOrganization())));
        }
        return delivery.accepted(rereads, List.of());
    }

    private static WebhookOutcome workflow(SlackEventDelivery delivery) {
        return delivery.accepted(List.of(Partition.whole(SlackWorkflowsStream.ID)), List.of());
    }
}
