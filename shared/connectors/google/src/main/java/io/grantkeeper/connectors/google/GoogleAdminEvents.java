package io.grantkeeper.connectors.google;

import static io.grantkeeper.identity.AccessEventType.CREDENTIAL_ADDED;
import static io.grantkeeper.identity.AccessEventType.CREDENTIAL_REMOVED;
import static io.grantkeeper.identity.AccessEventType.DELEGATION_GIVEN;
import static io.grantkeeper.identity.AccessEventType.DELEGATION_REVOKED;
import static io.grantkeeper.identity.AccessEventType.GRANT_GIVEN;
import static io.grantkeeper.identity.AccessEventType.GRANT_REVOKED;
import static io.grantkeeper.identity.AccessEventType.PERSON_CHANGED;
import static io.grantkeeper.identity.AccessEventType.PERSON_JOINED;
import static io.grantkeeper.identity.AccessEventType.PERSON_LEFT;
import static io.grantkeeper.identity.AccessEventType.TRUST_CHANGED;

import io.grantkeeper.connector.EventDetailText;
import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.AccessEventType;
import io.grantkeeper.identity.AccessObservation.EventObserved;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.KnownOrUnknown;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Converts admin log rows to access events. Most of the hundreds of events do not affect access and are skipped. */
final class GoogleAdminEvents {
    /** The access event types by event name. The names come from Google's appendix "Admin Audit Activity Events". */
    private static final Map<String, AccessEventType> TYPES = Map.ofEntries(
            Map.entry("AUTHORIZE_API_CLIENT_ACCESS", DELEGATION_GIVEN),
            Map.entry("REMOVE_API_CLIENT_ACCESS", DELEGATION_REVOKED),
            Map.entry("ADD_APPLICATION", GRANT_GIVEN),
            Map.entry("REMOVE_APPLICATION", GRANT_REVOKED),
            Map.entry("REVOKE_3LO_TOKEN", GRANT_REVOKED),
            Map.entry("CREATE_APPLICATION_SPECIFIC_PASSWORD", CREDENTIAL_ADDED),
            Map.entry("REVOKE_ASP", CREDENTIAL_REMOVED),
            Map.entry("TRUST_DOMAIN_OWNED_OAUTH2_APPS", TRUST_CHANGED),
            Map.entry("UNTRUST_DOMAIN_OWNED_OAUTH2_APPS", TRUST_CHANGED),
            Map.entry("CREATE_USER", PERSON_JOINED),
            Map.entry("UNDELETE_USER", PERSON_JOINED),
            Map.entry("DELETE_USER", PERSON_LEFT),
            Map.entry("ARCHIVE_USER", PERSON_LEFT),
            Map.entry("SUSPEND_USER", PERSON_CHANGED),
            Map.entry("UNSUSPEND_USER", PERSON_CHANGED),
            Map.entry("UNARCHIVE_USER", PERSON_CHANGED),
            Map.entry("RENAME_USER", PERSON_CHANGED));

    /**
     * The suffix of events that change an app's trust: ADD_TO_TRUSTED_OAUTH2_APPS, REMOVE_FROM_BLOCKED_OAUTH2_APPS,
     * MULTIPLE_ADD_TO_LIMITED_OAUTH2_APPS and so on.
     */
    private static final String TRUST_SUFFIX = "_OAUTH2_APPS";

    private static final String USER_EMAIL = "USER_EMAIL";

    void collect(ConnectionId connection, GoogleActivityRow activity, GoogleEvidenceCollector into) {
        for (int i = 0; i < activity.events().size(); i++) {
            GoogleActivityRow.Event event = activity.events().get(i);
            Optional<AccessEventType> type = type(event.name());
            if (type.isPresent()) {
                into.event(new EventObserved(new AccessEvent(
                        activity.key(i),
                        type.get(),
                        affectedIdentity(connection, event),
                        activity.actor(connection),
                        activity.time(),
                        details(event))));
                addRereads(type.get(), activity, event, into);
            }
        }
    }

    private static Optional<AccessEventType> type(String name) {
        AccessEventType type = TYPES.get(name);
        if (type != null) {
            return Optional.of(type);
        }
        boolean trust = name.endsWith(TRUST_SUFFIX) && (name.contains("ADD_TO_") || name.contains("REMOVE_FROM_"));
        return trust ? Optional.of(TRUST_CHANGED) : Optional.empty();
    }

    /** Returns the OAuth client, if the row names one. A Marketplace app's id is not a client id. */
    private static KnownOrUnknown<IdentityId> affectedIdentity(ConnectionId connection, GoogleActivityRow.Event event) {
        Optional<String> client =
                switch (event.name()) {
                    case "AUTHORIZE_API_CLIENT_ACCESS", "REMOVE_API_CLIENT_ACCESS" -> event.value("API_CLIENT_NAME");
                    case "REVOKE_3LO_TOKEN" -> event.value("APP_ID");
                    default -> event.value("OAUTH2_APP_ID");
                };
        return KnownOrUnknown.ofNullable(
                client.map(id -> GoogleTokensStream.client(connection, id)).orElse(null));
    }

    private static SortedMap<String, String> details(GoogleActivityRow.Event event) {
        SortedMap<String, String> details = new TreeMap<>();
        details.put("event", event.name());
        TreeSet<String> scopes = new TreeSet<>();
        for (String value : event.values("API_SCOPES")) {
            // The value is one string: "[scope, scope]" or "scope,scope".
            Arrays.stream(value.split("[\\s,\\[\\]]+"))
                    .filter(scope -> !scope.isEmpty())
                    .forEach(scopes::add);
        }
        if (!scopes.isEmpty()) {
            details.put("scopes", EventDetailText.text(String.join(" ", scopes)));
        }
        for (String parameter : List.of(
                USER_EMAIL,
                "OAUTH2_APP_NAME",
                "OAUTH2_APP_TYPE",
                "ORG_UNIT_NAME",
                "APP_ID",
                "APPLICATION_NAME",
                "ASP_ID",
                "NEW_VALUE")) {
            event.value(parameter)
                    .ifPresent(value -> details.put(
                            parameter.toLowerCase(Locale.ROOT).replace('_', '-'), EventDetailText.text(value)));
        }
        return details;
    }

    /**
     * Adds the partitions to read again. People are read again by email address, because the rows contain no other id.
     */
    private static void addRereads(
            AccessEventType type,
            GoogleActivityRow activity,
            GoogleActivityRow.Event event,
            GoogleEvidenceCollector into) {
        switch (type) {
            case PERSON_JOINED, PERSON_LEFT, PERSON_CHANGED ->
                Stream.of(event.value(USER_EMAIL), event.value("NEW_VALUE"))
                        .flatMap(Optional::stream)
                        .filter(address -> address.indexOf('@') > 0)
                        .forEach(address -> into.reread(GoogleUsersStream.singlePerson(address)));
            case CREDENTIAL_ADDED, CREDENTIAL_REMOVED -> {
                // The row contains only the email address of the person whose app password changed. That person's id is
                // known only if they are the actor.
                Optional<String> owner = event.value(USER_EMAIL).map(GoogleUserMapper::email);
                if (owner.isPresent() && owner.equals(activity.actorEmail())) {
                    activity.actorId()
                            .ifPresent(id ->
                                    into.reread(GoogleUserPartitions.singleUser(GoogleAppPasswordsStream.ID, id)));
                }
            }
            case GRANT_GIVEN,
                    GRANT_CHANGED,
                    GRANT_REVOKED,
                    GRANT_REQUESTED,
                    GRANT_DENIED,
                    IDENTITY_SUSPENDED,
                    IDENTITY_RESUMED,
                    DELEGATION_GIVEN,
                    DELEGATION_REVOKED,
                    TRUST_CHANGED,
                    SIGNED_IN -> {}
        }
    }
}
