package io.grantkeeper.owners.alerts;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.AlertDelivery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An alert about a fictitious app, Notely. Tests use it to check how each channel renders a message. */
public final class NotelyAlert {
    private static final String IDENTITY = "google-acme/oauth-client/1";

    private NotelyAlert() {}

    public static AlertMessage message(String title, List<AlertMessage.Point> points) {
        return new AlertMessage(
                title,
                "Notely, an AI app in Google Workspace",
                Severity.HIGH,
                "You are asked because you installed it.",
                points,
                List.of("read all of your mail"),
                "In 31 days of recorded usage, it needed only to read your mail.",
                List.of("notely, a GitHub App in GitHub: it can read code"),
                IDENTITY,
                "Everything it can do now",
                List.of());
    }

    /** Returns a claimed delivery of a rendered message. */
    public static AlertDelivery send(String channel, String address, String body) {
        return new AlertDelivery(
                "send-1",
                IdentityId.parse(IDENTITY),
                channel,
                address,
                List.of("a"),
                body,
                Instant.EPOCH,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty());
    }
}
