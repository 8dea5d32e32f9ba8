package io.grantkeeper.connectors.okta;

import static io.grantkeeper.identity.AccessEventType.CREDENTIAL_ADDED;
import static io.grantkeeper.identity.AccessEventType.CREDENTIAL_REMOVED;
import static io.grantkeeper.identity.AccessEventType.GRANT_CHANGED;
import static io.grantkeeper.identity.AccessEventType.GRANT_GIVEN;
import static io.grantkeeper.identity.AccessEventType.GRANT_REVOKED;
import static io.grantkeeper.identity.AccessEventType.IDENTITY_RESUMED;
import static io.grantkeeper.identity.AccessEventType.IDENTITY_SUSPENDED;
import static io.grantkeeper.identity.AccessEventType.PERSON_CHANGED;
import static io.grantkeeper.identity.AccessEventType.PERSON_JOINED;
import static io.grantkeeper.identity.AccessEventType.PERSON_LEFT;
import static java.util.Map.entry;

import io.grantkeeper.identity.AccessEventType;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The meaning of a system log event type. Okta keeps adding event types, so a type that is not listed by name
 * is classified by its prefix, as a change to the kind of object that the prefix names.
 *
 * @param topic the kind of object that is affected
 */
record OktaLogEventTypes(AccessEventType type, Topic topic) {
    /**
     * The kind of object that an event affects. The kind determines which identity the event refers to and which
     * listings are read again.
     */
    enum Topic {
        API_TOKEN,
        APP,
        APP_CREDENTIAL,
        APP_SCOPE,
        CONSENT,
        REFRESH_TOKEN,
        PERSON,
        ADMIN_ROLE
    }

    private static final Map<String, OktaLogEventTypes> TYPES = Map.ofEntries(
            entry("system.api_token.create", of(CREDENTIAL_ADDED, Topic.API_TOKEN)),
            entry("system.api_token.revoke", of(CREDENTIAL_REMOVED, Topic.API_TOKEN)),
            entry("application.lifecycle.create", of(GRANT_GIVEN, Topic.APP)),
            entry("application.lifecycle.delete", of(GRANT_REVOKED, Topic.APP)),
            entry("application.lifecycle.activate", of(IDENTITY_RESUMED, Topic.APP)),
            entry("application.lifecycle.deactivate", of(IDENTITY_SUSPENDED, Topic.APP)),
            entry("app.oauth2.client.lifecycle.create", of(GRANT_GIVEN, Topic.APP)),
            entry("app.oauth2.client.lifecycle.delete", of(GRANT_REVOKED, Topic.APP)),
            entry("app.oauth2.client.lifecycle.activate", of(IDENTITY_RESUMED, Topic.APP)),
            entry("app.oauth2.client.lifecycle.deactivate", of(IDENTITY_SUSPENDED, Topic.APP)),
            entry("app.oauth2.client.lifecycle.new_client_secret", of(CREDENTIAL_ADDED, Topic.APP_CREDENTIAL)),
            entry("app.oauth2.client.privilege.grant", of(GRANT_GIVEN, Topic.ADMIN_ROLE)),
            entry("app.oauth2.client.privilege.revoke", of(GRANT_REVOKED, Topic.ADMIN_ROLE)),
            entry("app.oauth2.as.consent.grant", of(GRANT_GIVEN, Topic.CONSENT)),
            entry("app.oauth2.as.consent.revoke", of(GRANT_REVOKED, Topic.CONSENT)),
            entry("user.lifecycle.create", of(PERSON_JOINED, Topic.PERSON)),
            entry("user.lifecycle.deactivate", of(PERSON_LEFT, Topic.PERSON)),
            entry("user.lifecycle.delete.initiated", of(PERSON_LEFT, Topic.PERSON)),
            entry("user.lifecycle.delete.completed", of(PERSON_LEFT, Topic.PERSON)),
            entry("user.account.privilege.grant", of(GRANT_GIVEN, Topic.ADMIN_ROLE)),
            entry("user.account.privilege.revoke", of(GRANT_REVOKED, Topic.ADMIN_ROLE)));

    /** The meanings by prefix. If several prefixes match, the longest one applies. */
    private static final Map<String, OktaLogEventTypes> BEGINNINGS = Map.ofEntries(
            entry("system.api_token.", of(GRANT_CHANGED, Topic.API_TOKEN)),
            entry("application.lifecycle.", of(GRANT_CHANGED, Topic.APP)),
            entry("app.oauth2.client.", of(GRANT_CHANGED, Topic.APP)),
            entry("app.oauth2.as.consent.revoke", of(GRANT_REVOKED, Topic.CONSENT)),
            entry("app.oauth2.as.consent.", of(GRANT_CHANGED, Topic.CONSENT)),
            entry("app.oauth2.consent.revoke", of(GRANT_REVOKED, Topic.CONSENT)),
            entry("app.oauth2.consent.", of(GRANT_CHANGED, Topic.CONSENT)),
            entry("app.oauth2.as.token.revoke", of(GRANT_REVOKED, Topic.REFRESH_TOKEN)),
            entry("app.oauth2.token.revoke", of(GRANT_REVOKED, Topic.REFRESH_TOKEN)),
            entry("app.oauth2.scope.", of(GRANT_CHANGED, Topic.APP_SCOPE)),
            entry("user.lifecycle.", of(PERSON_CHANGED, Topic.PERSON)),
            entry("user.account.privilege.", of(GRANT_CHANGED, Topic.ADMIN_ROLE)));

    /**
     * The event types for tokens issued to clients. Such events are usage rather than changes, and make up most of a
     * busy organization's log.
     */
    private static final List<String> USES = List.of("app.oauth2.as.token.grant", "app.oauth2.token.grant");

    /** Returns the meaning, or empty for the many events that do not affect access. */
    static Optional<OktaLogEventTypes> of(String eventType) {
        OktaLogEventTypes known = TYPES.get(eventType);
        if (known != null) {
            return Optional.of(known);
        }
        return BEGINNINGS.entrySet().stream()
                .filter(beginning -> eventType.startsWith(beginning.getKey()))
                .max(Map.Entry.comparingByKey(Comparator.comparingInt(String::length)))
                .map(Map.Entry::getValue);
    }

    static boolean isUsage(String eventType) {
        return USES.stream().anyMatch(eventType::startsWith);
    }

    /** Returns Okta's filter expression for all known changes. */
    static String changesFilter() {
        return filter(BEGINNINGS.keySet().stream().sorted().toList());
    }

    static String usageFilter() {
        return filter(USES);
    }

    private static String filter(List<String> beginnings) {
        return beginnings.stream()
                .filter(each -> beginnings.stream().noneMatch(other -> !other.equals(each) && each.startsWith(other)))
                .map("eventType sw \"%s\""::formatted)
                .collect(Collectors.joining(" or "));
    }

    private static OktaLogEventTypes of(AccessEventType type, Topic topic) {
        return new OktaLogEventTypes(type, topic);
    }
}
