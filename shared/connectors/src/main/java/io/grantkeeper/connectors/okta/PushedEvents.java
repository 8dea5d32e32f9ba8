package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.connector.webhook.WebhookOutcome.Accepted;
import io.grantkeeper.connector.webhook.WebhookOutcome.Ignored;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;

/**
 * What pushed events come to, by whichever way they came: evidence with the same keys as in the system log, so that an
 * event heard here and read there is one, and what to read again now.
 */
final class PushedEvents {
    private static final int NAMED = 3;

    private PushedEvents() {}

    static WebhookOutcome outcome(ProviderSession session, List<LogRow> rows) {
        LogEvidence evidence = new LogEvidence(session.connection().id());
        rows.forEach(row -> evidence.add(row, Instant.EPOCH));
        String id = id(rows);
        String event = name(rows);
        return evidence.observations().isEmpty() && evidence.rereads().isEmpty()
                ? new Ignored(id, event, "it says nothing about access")
                : new Accepted(id, event, evidence.rereads(), evidence.observations());
    }

    /** The event's own id; of several, a fingerprint of all, for a repeated delivery holds the same. */
    private static String id(List<LogRow> rows) {
        TreeSet<String> ids = new TreeSet<>();
        rows.forEach(row -> ids.add(row.uuid()));
        if (ids.size() == 1) {
            return ids.first();
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(String.join(" ", ids).getBytes(StandardCharsets.UTF_8));
            return "several/" + HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private static String name(List<LogRow> rows) {
        TreeSet<String> types = new TreeSet<>();
        rows.forEach(row -> types.add(row.eventType()));
        String named = String.join(", ", types.stream().limit(NAMED).toList());
        return types.size() > NAMED ? named + " and %d more".formatted(types.size() - NAMED) : named;
    }
}
