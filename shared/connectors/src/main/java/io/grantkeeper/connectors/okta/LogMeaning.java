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
 * What an event type of the system log means. Okta's catalogue of event types grows, so beside the names that are known
 * there are beginnings of names, under which anything new is a change of the same kind of thing.
 *
 * @param topic what kind of thing the event is about
 */
record LogMeaning(AccessEventType type, Topic topic) {
    /** What an event is about: which identity it names, and which listings it has read again. */
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

    private static final Map<String, LogMeaning> TYPES = Map.ofEntries(
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

    /** The longest beginning that fits wins. */
    private static final Map<String, LogMeaning> BEGINNINGS = Map.ofEntries(
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

    /** Tokens given to clients: not changes but uses, and most of a busy organisation's log. */
    private static final List<String> USES = List.of("app.oauth2.as.token.grant", "app.oauth2.token.grant");

    /** Empty for the many events that say nothing about access. */
    static Optional<LogMeaning> of(String eventType) {
        LogMeaning known = TYPES.get(eventType);
        if (known != null) {
            return Optional.of(known);
        }
        return BEGINNINGS.entrySet().stream()
                .filter(beginning -> eventType.startsWith(beginning.getKey()))
                .max(Map.Entry.comparingByKey(Comparator.comparingInt(String::length)))
                .map(Map.Entry::getValue);
    }

    static boolean isUse(String eventType) {
        return USES.stream().anyMatch(eventType::startsWith);
    }

    /** Okta's filter for all changes that are understood. */
    static String changes() {
        return filter(BEGINNINGS.keySet().stream().sorted().toList());
    }

    static String uses() {
        return filter(USES);
    }

    private static String filter(List<String> beginnings) {
        return beginnings.stream()
                .filter(each -> beginnings.stream().noneMatch(other -> !other.equals(each) && each.startsWith(other)))
                .map("eventType sw \"%s\""::formatted)
                .collect(Collectors.joining(" or "));
    }

    private static LogMeaning of(AccessEventType type, Topic topic) {
        return new LogMeaning(type, topic);
    }
}
