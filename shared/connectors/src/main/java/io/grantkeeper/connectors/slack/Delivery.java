package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.connector.webhook.WebhookOutcome.Accepted;
import io.grantkeeper.connector.webhook.WebhookOutcome.Ignored;
import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.AccessEventType;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.EventObserved;
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
 * A genuine event.
 *
 * @param id the same each time Slack sends it
 * @param ownApp the app whose events these are: ours
 * @param ofOrganization whether it came through an installation for a whole organisation
 */
record Delivery(
        String id,
        String type,
        JsonBody event,
        Instant at,
        Optional<Place> workspace,
        Optional<Place> organization,
        boolean ofOrganization,
        String ownApp,
        Naming naming,
        Optional<String> watched) {

    static Delivery read(String id, JsonBody body, Naming naming, Optional<String> watched) throws ConnectorException {
        JsonBody event = body.object("event");
        boolean ofOrganization = false;
        for (JsonBody authorization : body.listOrEmpty("authorizations")) {
            ofOrganization |= Read.flag(authorization, "is_enterprise_install");
        }
        return new Delivery(
                id,
                Read.required(event, "type"),
                event,
                Read.time(body, "event_time"),
                Read.optional(body, "team_id").flatMap(Place::of).filter(Place::isWorkspace),
                Read.optional(body, "enterprise_id").flatMap(Place::of),
                ofOrganization,
                Read.optional(body, "api_app_id").orElse(""),
                naming,
                watched);
    }

    /** Whether the event is of the organisation or workspace that the connection is limited to. */
    boolean isWatched() {
        return watched.isEmpty()
                || workspace.map(Place::id).equals(watched)
                || organization.map(Place::id).equals(watched);
    }

    /** The partitions of a stream that this event may have changed. */
    List<Partition> rereads(StreamId stream, boolean withOrganization) {
        List<Partition> partitions = new ArrayList<>();
        workspace.ifPresent(place -> partitions.add(place.of(stream, ofOrganization)));
        if (withOrganization && ofOrganization) {
            organization.ifPresent(place -> partitions.add(place.of(stream, true)));
        }
        return partitions;
    }

    WebhookOutcome ignored(String reason) {
        return new Ignored(id, type, reason);
    }

    WebhookOutcome accepted(List<Partition> rereads, List<Observation> evidence) {
        return rereads.isEmpty() && evidence.isEmpty()
                ? ignored("it names neither a workspace nor an organisation")
                : new Accepted(id, type, rereads, evidence);
    }

    Observation evidence(
            AccessEventType what, Optional<IdentityId> about, Knowledge<PersonId> actor, Map<String, String> more) {
        TreeMap<String, String> details = new TreeMap<>(more);
        details.put("action", type);
        workspace.ifPresent(place -> details.put("workspace", place.id()));
        return new EventObserved(
                new AccessEvent("event/" + id, what, Knowledge.ofNullable(about.orElse(null)), actor, at, details));
    }

    /** Our own app, of which some events speak without naming it. */
    Optional<IdentityId> own() {
        return ownApp.isEmpty() ? Optional.empty() : Optional.of(naming.app(ownApp));
    }
}
