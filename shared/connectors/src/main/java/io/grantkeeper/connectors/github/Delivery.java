package io.grantkeeper.connectors.github;

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
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A genuine delivery.
 *
 * @param id GitHub's id of the event: a redelivery has the same
 * @param organization the login of the organisation that the connection watches
 * @param now when it was received
 */
record Delivery(String id, String event, JsonBody body, Naming naming, String organization, Instant now) {
    String action() throws ConnectorException {
        return body.optionalText("action").orElse("");
    }

    /** The organisation or account that it speaks of, where it names one. */
    Optional<String> account() throws ConnectorException {
        for (String[] path : new String[][] {{"organization"}, {"installation", "account"}, {"repository", "owner"}}) {
            Optional<JsonBody> account = Optional.of(body);
            for (String member : path) {
                account = account.isPresent() ? account.get().optionalObject(member) : Optional.empty();
            }
            Optional<String> login = account.isPresent() ? account.get().optionalText("login") : Optional.empty();
            if (login.isPresent()) {
                return login;
            }
        }
        return Optional.empty();
    }

    /** Who did it, as details and evidence name them. */
    Optional<String> sender() throws ConnectorException {
        Optional<JsonBody> sender = body.optionalObject("sender");
        return sender.isPresent() ? sender.get().optionalText("login") : Optional.empty();
    }

    WebhookOutcome ignored(String reason) throws ConnectorException {
        return new Ignored(id, name(), reason);
    }

    WebhookOutcome accepted(List<Partition> rereads, Optional<Observation> evidence) throws ConnectorException {
        return new Accepted(id, name(), rereads, evidence.stream().toList());
    }

    WebhookOutcome accepted(StreamId reread, Observation evidence) throws ConnectorException {
        return accepted(List.of(Partition.whole(reread)), Optional.of(evidence));
    }

    /**
     * Event evidence from this delivery.
     *
     * @param at when it happened, where the payload tells; a redelivery may come days later
     */
    Observation evidence(
            AccessEventType type, Optional<IdentityId> about, Optional<Instant> at, Map<String, String> details)
            throws ConnectorException {
        Map<String, String> all = new TreeMap<>(details);
        all.put("action", name());
        return new EventObserved(new AccessEvent(
                "webhook/" + id,
                type,
                Knowledge.ofNullable(about.orElse(null)),
                Knowledge.ofNullable(sender().flatMap(naming::human).orElse(null)),
                at.orElse(now),
                new TreeMap<>(all)));
    }

    /** {@code installation.created}, as the audit log writes such names. */
    String name() throws ConnectorException {
        String action = action();
        return action.isEmpty() ? event : event + "." + action;
    }
}
