package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.work.Partition;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one delivery holds: changes of users, or news about the subscription itself.
 *
 * @param deliveryId the same for every delivery of the same notifications
 * @param events what it tells of, for people: {@code updated}, {@code missed}
 */
record Notifications(String deliveryId, String events, List<String> clientStates, List<Partition> rereads) {
    private static final String USERS = "users/";

    Notifications {
        clientStates = List.copyOf(clientStates);
        rereads = List.copyOf(rereads);
    }

    static Notifications of(JsonBody body) throws ConnectorException {
        List<String> keys = new ArrayList<>();
        List<String> states = new ArrayList<>();
        Set<String> events = new LinkedHashSet<>();
        Set<Partition> rereads = new LinkedHashSet<>();
        for (JsonBody notification : body.list("value")) {
            states.add(Read.optional(notification, "clientState").orElse(""));
            Optional<String> lifecycle = Read.optional(notification, "lifecycleEvent");
            String event = lifecycle.isPresent() ? lifecycle.get() : Read.required(notification, "changeType");
            events.add(Read.bounded(event));
            keys.add(key(notification, event));
            if (lifecycle.isPresent()) {
                // A renewal is asked for at each tending anyway; only what was lost has to be made up for.
                if (!event.equals("reauthorizationRequired")) {
                    rereads.add(Partition.whole(UsersStream.ID));
                }
            } else {
                userId(notification).ifPresent(id -> rereads.add(DirectoryListing.onlyOne(UsersStream.ID, id)));
            }
        }
        if (states.isEmpty()) {
            throw body.member("value").unexpected("at least one notification");
        }
        return new Notifications(hash(String.join("\n", keys)), String.join(",", events), states, List.copyOf(rereads));
    }

    /** Ids are left out by some services; then what a notification is about stands for it, with its version. */
    private static String key(JsonBody notification, String event) throws ConnectorException {
        Optional<String> id = Read.optional(notification, "id");
        if (id.isPresent()) {
            return id.get();
        }
        Optional<JsonBody> data = notification.optionalObject("resourceData");
        String version =
                data.isPresent() ? Read.optional(data.get(), "@odata.etag").orElse("") : "";
        return String.join(
                " ",
                Read.optional(notification, "subscriptionId").orElse(""),
                Read.optional(notification, "resource").orElse(""),
                event,
                version,
                Read.optional(notification, "subscriptionExpirationDateTime").orElse(""));
    }

    /** {@code Users/33333333-...}: the case of the first part varies. */
    private static Optional<String> userId(JsonBody notification) throws ConnectorException {
        String resource = Read.optional(notification, "resource").orElse("");
        return resource.regionMatches(true, 0, USERS, 0, USERS.length())
                ? Optional.of(resource.substring(USERS.length())).filter(id -> id.matches("[0-9A-Fa-f-]{36}"))
                : Optional.empty();
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
