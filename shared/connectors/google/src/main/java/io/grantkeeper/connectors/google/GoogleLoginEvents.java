package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.EventDetailText;
import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.AccessEventType;
import io.grantkeeper.identity.AccessObservation.EventObserved;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.KnownOrUnknown;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Converts login log rows to access events. The names come from Google's appendix "Login Audit Activity Events". */
final class GoogleLoginEvents {

    void collect(ConnectionId connection, GoogleActivityRow activity, GoogleEvidenceCollector into) {
        for (int i = 0; i < activity.events().size(); i++) {
            GoogleActivityRow.Event event = activity.events().get(i);
            Optional<AccessEventType> type = type(event);
            if (type.isPresent()) {
                into.event(new EventObserved(new AccessEvent(
                        activity.key(i),
                        type.get(),
                        KnownOrUnknown.unknown(),
                        activity.actor(connection),
                        activity.time(),
                        details(activity, event))));
                if (type.get() == AccessEventType.PERSON_CHANGED) {
                    event.value("affected_email_address")
                            .ifPresent(address -> into.reread(GoogleUsersStream.singlePerson(address)));
                }
            }
        }
    }

    private static Optional<AccessEventType> type(GoogleActivityRow.Event event) {
        String name = event.name();
        if (name.startsWith("account_disabled_")) {
            return Optional.of(AccessEventType.PERSON_CHANGED);
        }
        // suspicious_login, suspicious_login_less_secure_app, suspicious_programmatic_login, gov_attack_warning,
        // risky_sensitive_action_allowed, and any other event that is marked as suspicious
        boolean telling = name.startsWith("suspicious_")
                || name.startsWith("risky_")
                || name.equals("gov_attack_warning")
                || event.value("is_suspicious").filter("true"::equals).isPresent();
        return telling ? Optional.of(AccessEventType.SIGNED_IN) : Optional.empty();
    }

    private static SortedMap<String, String> details(GoogleActivityRow activity, GoogleActivityRow.Event event) {
        SortedMap<String, String> details = new TreeMap<>();
        details.put("event", EventDetailText.text(event.name()));
        details.put("suspicious", "true");
        event.value("login_type").ifPresent(kind -> details.put("login-type", EventDetailText.text(kind)));
        event.value("affected_email_address")
                .or(activity::actorEmail)
                .ifPresent(address -> details.put("user-email", EventDetailText.text(GoogleUserMapper.email(address))));
        activity.ipAddress().ifPresent(address -> details.put("ip-address", EventDetailText.text(address)));
        return details;
    }
}
