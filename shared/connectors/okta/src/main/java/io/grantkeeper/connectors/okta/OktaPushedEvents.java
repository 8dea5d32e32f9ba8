package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.connector.webhook.WebhookOutcome.Accepted;
import io.grantkeeper.connector.webhook.WebhookOutcome.Ignored;
import io.grantkeeper.identity.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;

/**
 * Determines the outcome of pushed events: evidence, and partitions to read again now. The evidence has the same keys
 * as in the system log, so an event that is both pushed and read counts once.
 */
final class OktaPushedEvents {
    private static final int NAMED = 3;

    private OktaPushedEvents() {}

    static WebhookOutcome outcome(ProviderSession session, List<OktaLogRow> rows) {
        OktaEvidenceCollector evidence =
                new OktaEvidenceCollector(session.connection().id());
        rows.forEach(row -> evidence.add(row, Instant.EPOCH));
        String id = id(rows);
        String event = name(rows);
        return evidence.observations().isEmpty() && evidence.rereads().isEmpty()
                ? new Ignored(id, event, "no event in it affects access")
                : new Accepted(id, event, evidence.rereads(), evidence.observations());
    }

    /**
     * Returns the id of the delivery: the event's own id or, for several events, a digest of all their ids. A repeated
     * delivery has the same id.
     */
    private static String id(List<OktaLogRow> rows) {
        TreeSet<String> ids = new TreeSet<>();
        rows.forEach(row -> ids.add(row.uuid()));
        if (ids.size() == 1) {
            return ids.first();
        }
        return "several/" + Sha256.hex(String.join(" ", ids));
    }

    private static String name(List<OktaLogRow> rows) {
        TreeSet<String> types = new TreeSet<>();
        rows.forEach(row -> types.add(row.eventType()));
        String named = String.join(", ", types.stream().limit(NAMED).toList());
        return types.size() > NAMED ? named + " and %d more".formatted(types.size() - NAMED) : named;
    }
}
