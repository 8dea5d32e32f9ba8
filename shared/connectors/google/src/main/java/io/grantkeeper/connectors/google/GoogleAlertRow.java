package io.grantkeeper.connectors.google;

import static io.grantkeeper.connector.activity.ActivityRowReader.first;
import static io.grantkeeper.connector.activity.ActivityRowReader.text;
import static io.grantkeeper.connector.activity.ActivityRowReader.time;

import io.grantkeeper.connector.activity.Activity;
import io.grantkeeper.connector.activity.ActivityClass;
import io.grantkeeper.connector.activity.ActivityEffect;
import io.grantkeeper.connector.activity.ActivityEffect.Weight;
import io.grantkeeper.connector.activity.ActivityOutcome;
import io.grantkeeper.connector.activity.ActivityParty;
import io.grantkeeper.connector.activity.ActivityParty.Kind;
import io.grantkeeper.connector.activity.ActivityPerson;
import io.grantkeeper.connector.activity.ActivityPlace;
import io.grantkeeper.connector.activity.UnreadableRowException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Maps an alert of the Alert Center. Alerts name people and addresses, but no apps, so an alert about a person is added
 * to the incident of the app that acted for them. Source:
 * https://developers.google.com/workspace/admin/alertcenter/reference/alert-types
 */
final class GoogleAlertRow {
    /** Sources whose alerts report no threat: outages and requests for approval. */
    private static final Set<String> NO_THREAT = Set.of("google operations", "apps outage", "access approvals");

    /** Sources whose alerts are about single messages or documents. These alerts do not show who can use an account. */
    private static final Set<String> MESSAGES = Set.of("gmail phishing", "data loss prevention");

    private GoogleAlertRow() {}

    static Activity map(JsonNode row) throws UnreadableRowException {
        Instant at = time(row, "createTime");
        String type = text(row, "type");
        if (type.isEmpty()) {
            throw new UnreadableRowException("type is missing; the row is not an alert of the Alert Center");
        }
        JsonNode data = row.path("data");
        ActivityPerson person =
                new ActivityPerson("", first(text(data, "email"), text(data, "actorEmail"), text(data, "userEmail")));
        ActivityParty about =
                ActivityParty.of(Kind.PERSON, person.isKnown() ? "person/" + person.email() : "", person.email());
        return new Activity(
                text(row, "alertId").isEmpty() ? "" : "alert/" + text(row, "alertId"),
                at,
                about,
                about,
                person,
                "",
                type,
                ActivityClass.SESSION,
                "",
                new ActivityPlace(text(data, "loginDetails", "ipAddress"), 0, "", ""),
                "",
                // The alert's address may be an attacker's: nothing is learned from what failed.
                ActivityOutcome.FAILED,
                0,
                verdict(row, type).map(List::<ActivityEffect>of).orElse(List.of()));
    }

    /** Returns the verdict; empty if the alert is closed or deleted, or does not report a threat. */
    private static Optional<ActivityEffect.ThreatReported> verdict(JsonNode row, String type) {
        String source = text(row, "source").toLowerCase(Locale.ROOT);
        if (text(row, "deleted").equals("true")
                || text(row, "metadata", "status").equals("CLOSED")
                || NO_THREAT.contains(source)) {
            return Optional.empty();
        }
        Weight weight = MESSAGES.contains(source) ? Weight.LOW : severity(text(row, "metadata", "severity"));
        return Optional.of(new ActivityEffect.ThreatReported("Google", "an alert (%s)".formatted(type), weight));
    }

    private static Weight severity(String severity) {
        return switch (severity) {
            case "HIGH" -> Weight.HIGH;
            case "LOW" -> Weight.LOW;
            default -> Weight.MEDIUM;
        };
    }
}
