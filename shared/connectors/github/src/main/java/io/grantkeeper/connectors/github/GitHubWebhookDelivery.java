package io.grantkeeper.connectors.github;

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
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.work.Partition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A genuine webhook delivery.
 *
 * @param id the digest of the body, which is the same for every delivery of this content
 * @param organization the login of the organization that the connection reads
 */
record GitHubWebhookDelivery(String id, String event, JsonNodeReader body, GitHubIds naming, String organization) {
    String action() throws ConnectorException {
        return body.optionalText("action").orElse("");
    }

    /** Returns the organization or account that the delivery concerns, if the delivery names one. */
    Optional<String> account() throws ConnectorException {
        for (String[] path : new String[][] {{"organization"}, {"installation", "account"}, {"repository", "owner"}}) {
            JsonNodeReader account = body;
            for (String member : path) {
                account = account.objectOrEmpty(member);
            }
            Optional<String> login = account.optionalText("login");
            if (login.isPresent()) {
                return login;
            }
        }
        return Optional.empty();
    }

    /** Returns the login of the actor, as used in details and evidence. */
    Optional<String> sender() throws ConnectorException {
        return body.objectOrEmpty("sender").optionalText("login");
    }

    WebhookOutcome ignored(String reason) throws ConnectorException {
        return new Ignored(id, eventName(), reason);
    }

    WebhookOutcome accepted(List<Partition> rereads, Optional<AccessObservation> evidence) throws ConnectorException {
        return new Accepted(id, eventName(), rereads, evidence.stream().toList());
    }

    WebhookOutcome accepted(StreamId reread, AccessObservation evidence) throws ConnectorException {
        return accepted(List.of(Partition.whole(reread)), Optional.of(evidence));
    }

    /**
     * Returns the event evidence in this delivery.
     *
     * @param at when the event happened, if the payload states it; otherwise, the time is unknown, because a delivery may
     *     arrive or be replayed days later
     */
    AccessObservation evidence(
            AccessEventType type, Optional<IdentityId> about, Optional<Instant> at, Map<String, String> details)
            throws ConnectorException {
        Map<String, String> all = new TreeMap<>(details);
        all.put("action", eventName());
        return new EventObserved(new AccessEvent(
                "webhook/" + id,
                type,
                KnownOrUnknown.of(about),
                KnownOrUnknown.of(sender().flatMap(naming::human)),
                at.map(Timestamp::at).orElseGet(Timestamp::unknown),
                new TreeMap<>(all)));
    }

    /** Returns the event name in the audit log's notation, such as {@code installation.created}. */
    String eventName() throws ConnectorException {
        String action = action();
        return action.isEmpty() ? event : event + "." + action;
    }
}
