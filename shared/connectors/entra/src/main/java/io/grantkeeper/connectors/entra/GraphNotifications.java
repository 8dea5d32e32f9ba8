package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.EventDetailText;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.Sha256;
import io.grantkeeper.identity.work.Partition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The content of one delivery: changes to users, or lifecycle notifications about the subscription itself.
 *
 * @param deliveryId an id that is the same for every delivery of the same notifications
 * @param events the event names in readable form: {@code updated}, {@code missed}
 */
record GraphNotifications(String deliveryId, String events, List<String> clientStates, List<Partition> rereads) {
    private static final String USERS = "users/";

    GraphNotifications {
        clientStates = List.copyOf(clientStates);
        rereads = List.copyOf(rereads);
    }

    static GraphNotifications of(JsonNodeReader body) throws ConnectorException {
        List<String> keys = new ArrayList<>();
        List<String> states = new ArrayList<>();
        Set<String> events = new LinkedHashSet<>();
        Set<Partition> rereads = new LinkedHashSet<>();
        for (JsonNodeReader notification : body.list("value")) {
            states.add(notification.optionalNonBlank("clientState").orElse(""));
            Optional<String> lifecycle = notification.optionalNonBlank("lifecycleEvent");
            String event = lifecycle.isPresent() ? lifecycle.get() : notification.nonBlank("changeType");
            events.add(EventDetailText.text(event));
            keys.add(key(notification, event));
            if (lifecycle.isPresent()) {
                // Every maintenance run renews the subscription, so only missed notifications require reading again.
                if (!event.equals("reauthorizationRequired")) {
                    rereads.add(Partition.whole(EntraUsersStream.ID));
                }
            } else {
                userId(notification)
                        .ifPresent(id -> rereads.add(EntraListingStream.singleObject(EntraUsersStream.ID, id)));
            }
        }
        if (states.isEmpty()) {
            throw body.member("value").unexpected("at least one notification");
        }
        return new GraphNotifications(
                hash(String.join("\n", keys)), String.join(",", events), states, List.copyOf(rereads));
    }

    /**
     * Returns a key that identifies the notification: its id or, if the service omits the id, the object and its
     * version.
     */
    private static String key(JsonNodeReader notification, String event) throws ConnectorException {
        Optional<String> id = notification.optionalNonBlank("id");
        if (id.isPresent()) {
            return id.get();
        }
        String version = notification
                .objectOrEmpty("resourceData")
                .optionalNonBlank("@odata.etag")
                .orElse("");
        return String.join(
                " ",
                notification.optionalNonBlank("subscriptionId").orElse(""),
                notification.optionalNonBlank("resource").orElse(""),
                event,
                version,
                notification.optionalNonBlank("subscriptionExpirationDateTime").orElse(""));
    }

    /** Returns the user's id from {@code Users/33333333-...}, ignoring the case of the first part. */
    private static Optional<String> userId(JsonNodeReader notification) throws ConnectorException {
        String resource = notification.optionalNonBlank("resource").orElse("");
        return resource.regionMatches(true, 0, USERS, 0, USERS.length())
                ? Optional.of(resource.substring(USERS.length())).filter(id -> id.matches("[0-9A-Fa-f-]{36}"))
                : Optional.empty();
    }

    private static String hash(String text) {
        return Sha256.hex(text);
    }
}
