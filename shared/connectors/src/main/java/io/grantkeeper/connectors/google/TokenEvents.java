package io.grantkeeper.connectors.google;

import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.AccessEventType;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Observation.EventObserved;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What rows of the token log mean. Events that are not known here say nothing we need, and are passed over. */
final class TokenEvents {

    void collect(ConnectionId connection, Activity activity, Evidence into) {
        for (int i = 0; i < activity.events().size(); i++) {
            Activity.Event event = activity.events().get(i);
            Optional<String> clientId = event.value("client_id");
            if (clientId.isPresent()) {
                collect(TokensStream.client(connection, clientId.get()), activity, i, into);
            }
        }
    }

    private static void collect(IdentityId client, Activity activity, int index, Evidence into) {
        Activity.Event event = activity.events().get(index);
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
                into.usage().add(client, activity.actor(client.connection()), activity.time(), call(event));
            case "request" -> {
                // With a method it is a call; without, the person asked an administrator to allow the app.
                Optional<String> call = call(event);
                if (call.isPresent()) {
                    into.usage().add(client, activity.actor(client.connection()), activity.time(), call);
                } else {
                    into.event(event(AccessEventType.GRANT_REQUESTED, client, activity, index));
                }
            }
            default -> {}
        }
    }

    /** The log is a hint: what the person's consents are now is read from the listing. */
    private static void rereadActor(Activity activity, Evidence into) {
        activity.actorId().ifPresent(id -> into.reread(UserBuckets.onlyUser(TokensStream.ID, id)));
    }

    private static EventObserved event(AccessEventType type, IdentityId client, Activity activity, int index) {
        Activity.Event event = activity.events().get(index);
        SortedMap<String, String> details = new TreeMap<>();
        TreeSet<String> scopes = new TreeSet<>(event.values("scope"));
        if (!scopes.isEmpty()) {
            details.put("scopes", Text.bounded(String.join(" ", scopes)));
        }
        event.value("app_name").ifPresent(name -> details.put("app-name", Text.bounded(name)));
        event.value("client_type").ifPresent(kind -> details.put("client-type", Text.bounded(kind)));
        activity.ipAddress().ifPresent(address -> details.put("ip-address", Text.bounded(address)));
        return new EventObserved(new AccessEvent(
                activity.key(index),
                type,
                Knowledge.known(client),
                activity.actor(client.connection()),
                activity.time(),
                details));
    }

    /** {@code gmail.users.messages.list}: some rows give the method with its API, some without. */
    private static Optional<String> call(Activity.Event event) {
        Optional<String> api = event.value("api_name");
        Optional<String> method = event.value("method_name");
        if (api.isEmpty() || method.isEmpty()) {
            return method.or(() -> api).map(Text::bounded);
        }
        return Optional.of(
                Text.bounded(method.get().startsWith(api.get() + ".") ? method.get() : api.get() + "." + method.get()));
    }
}
