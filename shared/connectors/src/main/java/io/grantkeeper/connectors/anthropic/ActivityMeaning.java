package io.grantkeeper.connectors.anthropic;

import static io.grantkeeper.identity.AccessEventType.CREDENTIAL_ADDED;
import static io.grantkeeper.identity.AccessEventType.CREDENTIAL_REMOVED;
import static io.grantkeeper.identity.AccessEventType.GRANT_CHANGED;
import static io.grantkeeper.identity.AccessEventType.GRANT_GIVEN;
import static io.grantkeeper.identity.AccessEventType.GRANT_REVOKED;
import static io.grantkeeper.identity.AccessEventType.PERSON_CHANGED;
import static io.grantkeeper.identity.AccessEventType.PERSON_JOINED;
import static io.grantkeeper.identity.AccessEventType.PERSON_LEFT;
import static java.util.Map.entry;

import io.grantkeeper.identity.AccessEventType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a type of activity means. Source of the names: Anthropic's Compliance API reference, {@code activity_types}.
 *
 * @param subject the member that names what it is about
 * @param topic what kind of thing it is about
 */
record ActivityMeaning(AccessEventType type, String subject, Topic topic) {
    /** What an activity is about: which identity it names, and which listings it has read again. */
    enum Topic {
        KEY,
        ADMIN_KEY,
        SERVICE_ACCOUNT,
        FEDERATION_RULE,
        WORKSPACE,
        PERSON,
        INVITE
    }

    private static final Map<String, ActivityMeaning> TYPES = Map.ofEntries(
            entry("api_key_created", key(CREDENTIAL_ADDED)),
            entry("platform_api_key_created", key(CREDENTIAL_ADDED)),
            entry("platform_api_key_updated", key(GRANT_CHANGED)),
            entry("scoped_api_key_updated", key(GRANT_CHANGED)),
            entry("scoped_api_key_deleted", key(CREDENTIAL_REMOVED)),
            entry("admin_api_key_created", adminKey(CREDENTIAL_ADDED)),
            entry("admin_api_key_updated", adminKey(GRANT_CHANGED)),
            entry("admin_api_key_deleted", adminKey(CREDENTIAL_REMOVED)),
            entry("platform_service_account_created", account(GRANT_GIVEN)),
            entry("platform_service_account_updated", account(GRANT_CHANGED)),
            entry("platform_service_account_archived", account(GRANT_REVOKED)),
            entry("platform_service_account_workspace_member_added", account(GRANT_GIVEN)),
            entry("platform_service_account_workspace_member_updated", account(GRANT_CHANGED)),
            entry("platform_service_account_workspace_member_removed", account(GRANT_REVOKED)),
            entry("platform_federation_rule_created", rule(CREDENTIAL_ADDED)),
            entry("platform_federation_rule_updated", rule(GRANT_CHANGED)),
            entry("platform_federation_rule_archived", rule(CREDENTIAL_REMOVED)),
            entry("platform_federation_rule_workspace_added", rule(GRANT_CHANGED)),
            entry("platform_federation_rule_workspace_removed", rule(GRANT_CHANGED)),
            entry("platform_workspace_archived", of(GRANT_REVOKED, "workspace_id", Topic.WORKSPACE)),
            entry("org_user_invite_sent", of(PERSON_CHANGED, "invite_id", Topic.INVITE)),
            entry("org_user_invite_accepted", of(PERSON_JOINED, "invite_id", Topic.INVITE)),
            entry("org_user_invite_deleted", of(PERSON_CHANGED, "invite_id", Topic.INVITE)),
            entry("org_user_deleted", of(PERSON_LEFT, "user_id", Topic.PERSON)),
            entry("org_user_left", of(PERSON_LEFT, "user_id", Topic.PERSON)),
            entry("role_assignment_granted", of(PERSON_CHANGED, "user_id", Topic.PERSON)),
            entry("role_assignment_revoked", of(PERSON_CHANGED, "user_id", Topic.PERSON)));

    /** Empty for the many types that say nothing about access. */
    static Optional<ActivityMeaning> of(String type) {
        return Optional.ofNullable(TYPES.get(type));
    }

    /**
     * The types that are asked for, in a stable order. Those that Anthropic's reference names; asking for a type that it
     * does not know might be refused.
     */
    static List<String> types() {
        return TYPES.keySet().stream()
                .filter(type -> !UNCONFIRMED.contains(type))
                .sorted()
                .toList();
    }

    /** Understood where they come, and not asked for: the reference at hand does not name them. */
    private static final List<String> UNCONFIRMED = List.of(
            "platform_service_account_created",
            "platform_federation_rule_created",
            "org_user_invite_accepted",
            "org_user_invite_deleted",
            "org_user_deleted");

    private static ActivityMeaning key(AccessEventType type) {
        return of(type, "api_key_id", Topic.KEY);
    }

    private static ActivityMeaning adminKey(AccessEventType type) {
        return of(type, "admin_api_key_id", Topic.ADMIN_KEY);
    }

    private static ActivityMeaning account(AccessEventType type) {
        return of(type, "service_account_id", Topic.SERVICE_ACCOUNT);
    }

    private static ActivityMeaning rule(AccessEventType type) {
        return of(type, "federation_rule_id", Topic.FEDERATION_RULE);
    }

    private static ActivityMeaning of(AccessEventType type, String subject, Topic topic) {
        return new ActivityMeaning(type, subject, topic);
    }
}
