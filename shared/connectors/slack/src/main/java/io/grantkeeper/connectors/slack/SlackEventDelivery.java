package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.connector.webhook.WebhookOutcome.Accepted;
import io.grantkeeper.connector.webhook.WebhookOutcome.Ignored;
import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.AccessEventType;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.EventObserved;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A genuine event delivery.
 *
 * @param id an id that is the same in every delivery of the event
 * @param ownApp the app that Slack delivers events to, which is Grantkeeper's own
 * @param ofOrganization whether the event came through an installation for a whole organization
 */
record SlackEventDelivery(
        String id,
        String type,
        JsonNodeReader event,
        Instant at,
        Optional<SlackContext> workspace,
        Optional<SlackContext> organization,
        boolean ofOrganization,
        String ownApp,
        SlackIds naming,
        Optional<String> watched) {

    static SlackEventDelivery read(String id, JsonNodeReader body, SlackIds ids, Optional<String> watched)
            throws ConnectorException {
        JsonNodeReader event = body.object("event");
        boolean ofOrganization = false;
        for (JsonNodeReader authorization : body.listOrEmpty("authorizations")) {
            ofOrganization |= authorization.flagOrFalse("is_enterprise_install");
        }
        return new SlackEventDelivery(
                id,
                event.nonBlank("type"),
                event,
                SlackJson.time(body, "event_time"),
                body.optionalNonBlank("team_id").flatMap(SlackContext::of).filter(SlackContext::isWorkspace),
                body.optionalNonBlank("enterprise_id").flatMap(SlackContext::of),
                ofOrganization,
                body.optionalNonBlank("api_app_id").orElse(""),
                ids,
                watched);
    }

    /**
     * Returns whether the event belongs to the organization or workspace to which the connection is limited. Returns
     * true for every event if the connection is not limited.
     */
    boolean isWatched() {
        return watched.isEmpty()
                || workspace.map(SlackContext::id).equals(watched)
                || organization.map(SlackContext::id).equals(watched);
    }

    /** Returns the partitions of a stream that must be read again because of this event. */
    List<Partition> rereads(StreamId stream, boolean withOrganization) {
        List<Partition> partitions = new ArrayList<>();
        workspace.ifPresent(context -> partitions.add(context.of(stream, ofOrganization)));
        if (withOrganization && ofOrganization) {
            organization.ifPresent(place -> partitions.add(place.of(stream, true)));
        }
        return partitions;
    }

    WebhookOutcome ignored(String reason) {
        return new Ignored(id, type, reason);
    }

    WebhookOutcome accepted(List<Partition> rereads, List<AccessObservation> evidence) {
        return rereads.isEmpty() && evidence.isEmpty()
                ? ignored("the event names neither a workspace nor an organization")
                : new Accepted(id, type, rereads, evidence);
    }

    AccessObservation evidence(
            AccessEventType what,
            Optional<IdentityId> about,
            KnownOrUnknown<PersonId> actor,
            Map<String, String> more) {
        TreeMap<String, String> details = new TreeMap<>(more);
        details.put("action", type);
        workspace.ifPresent(context -> details.put("workspace", context.id()));
        return new EventObserved(new AccessEvent("event/" + id, what, KnownOrUnknown.of(about), actor, at, details));
    }

    /** Returns the id of Grantkeeper's own app, to which some events refer without naming it. */
    Optional<IdentityId> ownAppId() {
        return ownApp.isEmpty() ? Optional.empty() : Optional.of(naming.app(ownApp));
    }
}
