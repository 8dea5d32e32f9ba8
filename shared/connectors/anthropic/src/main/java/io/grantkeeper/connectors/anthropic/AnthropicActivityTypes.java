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
 * The meaning of an activity type. Source of the type names: Anthropic's Compliance API reference, {@code
 * activity_types}.
 *
 * @param subject the member that contains the id of the affected object
 * @param topic the kind of object that is affected
 */
record AnthropicActivityTypes(AccessEventType type, String subject, Topic topic) {
    /**
     * The kind of object that an activity affects. The kind determines which identity the event refers to and which
     * listings are read again.
     */
    enum Topic {
        KEY,
        ADMIN_KEY,
        SERVICE_ACCOUNT,
        FEDERATION_RULE,
        WORKSPACE,
        PERSON,
        INVITE
    }

    private static final Map<String, AnthropicActivityTypes> TYPES = Map.ofEntries(
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

    /** Returns the meaning, or empty for the many types that do not affect access. */
    static Optional<AnthropicActivityTypes> of(String type) {
        return Optional.ofNullable(TYPES.get(type));
    }

    /**
     * Returns the activity types to request, in a stable order: only those that Anthropic's reference names, because
     * the API might reject an unknown type.
     */
    static List<String> requestedTypes() {
        return TYPES.keySet().stream()
                .filter(type -> !UNCONFIRMED.contains(type))
                .sorted()
                .toList();
    }

    /**
     * Types that are interpreted if they occur. They are not requested, because the available reference does not name
     * them.
     */
    private static final List<String> UNCONFIRMED = List.of(
            "platform_service_account_created",
            "platform_federation_rule_created",
            "org_user_invite_accepted",
            "org_user_invite_deleted",
            "org_user_deleted");

    private static AnthropicActivityTypes key(AccessEventType type) {
        return of(type, "api_key_id", Topic.KEY);
    }

    private static AnthropicActivityTypes adminKey(AccessEventType type) {
        return of(type, "admin_api_key_id", Topic.ADMIN_KEY);
    }

    private static AnthropicActivityTypes account(AccessEventType type) {
        return of(type, "service_account_id", Topic.SERVICE_ACCOUNT);
    }

    private static AnthropicActivityTypes rule(AccessEventType type) {
        return of(type, "federation_rule_id", Topic.FEDERATION_RULE);
    }

    private static AnthropicActivityTypes of(AccessEventType type, String subject, Topic topic) {
        return new AnthropicActivityTypes(type, subject, topic);
    }
}
