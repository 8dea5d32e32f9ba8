package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.EventDetailText;
import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.AccessEventType;
import io.grantkeeper.identity.AccessObservation.EventObserved;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.KnownOrUnknown;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Converts token log rows to access events, usage and rereads. Unknown events do not affect access and are skipped. */
final class GoogleTokenEvents {

    void collect(ConnectionId connection, GoogleActivityRow activity, GoogleEvidenceCollector into) {
        for (int i = 0; i < activity.events().size(); i++) {
            GoogleActivityRow.Event event = activity.events().get(i);
            Optional<String> clientId = event.value("client_id");
            if (clientId.isPresent()) {
                collect(GoogleTokensStream.client(connection, clientId.get()), activity, i, into);
            }
        }
    }

    private static void collect(
            IdentityId client, GoogleActivityRow activity, int index, GoogleEvidenceCollector into) {
        GoogleActivityRow.Event event = activity.events().get(index);
        switch (event.name()) {
            case "authorize" -> {
                into.event(event(AccessEventType.GRANT_GIVEN, client, activity, index));
                rereadActor(activity, into);
            }
            case "revoke" -> {
                into.event(event(AccessEventType.GRANT_REVOKED, client, activity, index));
                rereadActor(activity, into);
            }
            case "activity" ->
                into.usage()
                        .add(
                                client,
                                activity.actor(client.connection()),
                                activity.time(),
                                call(event).stream().toList());
            case "request" -> {
                // A row with a method is an API call. Without one, the person asked an administrator to allow the app.
                Optional<String> call = call(event);
                if (call.isPresent()) {
                    into.usage().add(client, activity.actor(client.connection()), activity.time(), Set.of(call.get()));
                } else {
                    into.event(event(AccessEventType.GRANT_REQUESTED, client, activity, index));
                }
            }
            default -> {}
        }
    }

    /** Requests a reread of the person's consents. The log is only a hint; the listing provides the current state. */
    private static void rereadActor(GoogleActivityRow activity, GoogleEvidenceCollector into) {
        activity.actorId().ifPresent(id -> into.reread(GoogleUserPartitions.singleUser(GoogleTokensStream.ID, id)));
    }

    private static EventObserved event(AccessEventType type, IdentityId client, GoogleActivityRow activity, int index) {
        GoogleActivityRow.Event event = activity.events().get(index);
        SortedMap<String, String> details = new TreeMap<>();
        TreeSet<String> scopes = new TreeSet<>(event.values("scope"));
        if (!scopes.isEmpty()) {
            details.put("scopes", EventDetailText.text(String.join(" ", scopes)));
        }
        event.value("app_name").ifPresent(name -> details.put("app-name", EventDetailText.text(name)));
        event.value("client_type").ifPresent(kind -> details.put("client-type", EventDetailText.text(kind)));
        activity.ipAddress().ifPresent(address -> details.put("ip-address", EventDetailText.text(address)));
        return new EventObserved(new AccessEvent(
                activity.key(index),
                type,
                KnownOrUnknown.known(client),
                activity.actor(client.connection()),
                activity.time(),
                details));
    }

    /**
     * Returns the API call, such as {@code gmail.users.messages.list}. The method in a row may or may not include the
     * name of its API.
     */
    private static Optional<String> call(GoogleActivityRow.Event event) {
        Optional<String> api = event.value("api_name");
        Optional<String> method = event.value("method_name");
        if (api.isEmpty() || method.isEmpty()) {
            return method.or(() -> api).map(EventDetailText::text);
        }
        return Optional.of(EventDetailText.text(
                method.get().startsWith(api.get() + ".") ? method.get() : api.get() + "." + method.get()));
    }
}
