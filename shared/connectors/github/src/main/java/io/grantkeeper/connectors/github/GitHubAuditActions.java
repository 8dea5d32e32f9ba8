package io.grantkeeper.connectors.github;

import static io.grantkeeper.identity.AccessEventType.CREDENTIAL_ADDED;
import static io.grantkeeper.identity.AccessEventType.CREDENTIAL_REMOVED;
import static io.grantkeeper.identity.AccessEventType.GRANT_CHANGED;
import static io.grantkeeper.identity.AccessEventType.GRANT_DENIED;
import static io.grantkeeper.identity.AccessEventType.GRANT_GIVEN;
import static io.grantkeeper.identity.AccessEventType.GRANT_REQUESTED;
import static io.grantkeeper.identity.AccessEventType.GRANT_REVOKED;
import static io.grantkeeper.identity.AccessEventType.IDENTITY_RESUMED;
import static io.grantkeeper.identity.AccessEventType.IDENTITY_SUSPENDED;
import static io.grantkeeper.identity.AccessEventType.PERSON_CHANGED;
import static io.grantkeeper.identity.AccessEventType.PERSON_JOINED;
import static io.grantkeeper.identity.AccessEventType.PERSON_LEFT;
import static io.grantkeeper.identity.AccessEventType.TRUST_CHANGED;
import static java.util.Map.entry;

import io.grantkeeper.identity.AccessEventType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The meaning of an audit log action. Source of the action names: docs.github.com, "Audit log events for your
 * organization", which calls deploy keys public keys.
 *
 * @param topic the kind of object that is affected
 */
record GitHubAuditActions(AccessEventType type, Topic topic) {
    /**
     * The kind of object that a row affects. The kind determines which identity the row refers to and which listings
     * are read again.
     */
    enum Topic {
        APP,
        APP_REQUEST,
        TOKEN,
        TOKEN_REQUEST,
        AUTHORIZED_CREDENTIAL,
        DEPLOY_KEY,
        HOOK,
        OAUTH_APP,
        PERSON,
        SEAT,
        CODING_AGENT
    }

    private static final Map<String, GitHubAuditActions> ACTIONS = Map.ofEntries(
            entry("integration_installation.create", of(GRANT_GIVEN, Topic.APP)),
            entry("integration_installation.destroy", of(GRANT_REVOKED, Topic.APP)),
            entry("integration_installation.suspend", of(IDENTITY_SUSPENDED, Topic.APP)),
            entry("integration_installation.unsuspend", of(IDENTITY_RESUMED, Topic.APP)),
            entry("integration_installation_request.create", of(GRANT_REQUESTED, Topic.APP_REQUEST)),
            entry("integration_installation_request.close", of(GRANT_DENIED, Topic.APP_REQUEST)),
            entry("personal_access_token.access_granted", of(GRANT_GIVEN, Topic.TOKEN_REQUEST)),
            entry("personal_access_token.access_revoked", of(GRANT_REVOKED, Topic.TOKEN)),
            entry("personal_access_token.request_created", of(GRANT_REQUESTED, Topic.TOKEN_REQUEST)),
            entry("personal_access_token.request_cancelled", of(GRANT_CHANGED, Topic.TOKEN_REQUEST)),
            entry("personal_access_token.request_denied", of(GRANT_DENIED, Topic.TOKEN_REQUEST)),
            entry("personal_access_token.create", of(CREDENTIAL_ADDED, Topic.TOKEN)),
            entry("personal_access_token.credential_regenerated", of(CREDENTIAL_ADDED, Topic.TOKEN)),
            entry("personal_access_token.credential_revoked", of(CREDENTIAL_REMOVED, Topic.TOKEN)),
            entry("personal_access_token.destroy", of(CREDENTIAL_REMOVED, Topic.TOKEN)),
            entry("org_credential_authorization.grant", of(GRANT_GIVEN, Topic.AUTHORIZED_CREDENTIAL)),
            entry("org_credential_authorization.revoke", of(GRANT_REVOKED, Topic.AUTHORIZED_CREDENTIAL)),
            entry("org_credential_authorization.deauthorize", of(GRANT_REVOKED, Topic.AUTHORIZED_CREDENTIAL)),
            entry("org_credential_authorization.deauthorized", of(GRANT_REVOKED, Topic.AUTHORIZED_CREDENTIAL)),
            entry("public_key.create", of(CREDENTIAL_ADDED, Topic.DEPLOY_KEY)),
            entry("public_key.delete", of(CREDENTIAL_REMOVED, Topic.DEPLOY_KEY)),
            entry("hook.create", of(GRANT_GIVEN, Topic.HOOK)),
            entry("hook.destroy", of(GRANT_REVOKED, Topic.HOOK)),
            entry("oauth_authorization.create", of(GRANT_GIVEN, Topic.OAUTH_APP)),
            entry("oauth_authorization.destroy", of(GRANT_REVOKED, Topic.OAUTH_APP)),
            entry("org.oauth_app_access_requested", of(GRANT_REQUESTED, Topic.OAUTH_APP)),
            entry("org.oauth_app_access_approved", of(TRUST_CHANGED, Topic.OAUTH_APP)),
            entry("org.oauth_app_access_denied", of(GRANT_DENIED, Topic.OAUTH_APP)),
            entry("org.oauth_app_access_blocked", of(TRUST_CHANGED, Topic.OAUTH_APP)),
            entry("org.oauth_app_access_unblocked", of(TRUST_CHANGED, Topic.OAUTH_APP)),
            entry("org.disable_oauth_app_restrictions", of(TRUST_CHANGED, Topic.OAUTH_APP)),
            entry("org.enable_oauth_app_restrictions", of(TRUST_CHANGED, Topic.OAUTH_APP)),
            entry("org.add_member", of(PERSON_JOINED, Topic.PERSON)),
            entry("org.remove_member", of(PERSON_LEFT, Topic.PERSON)),
            entry("org.update_member", of(PERSON_CHANGED, Topic.PERSON)),
            entry("org.add_outside_collaborator", of(PERSON_JOINED, Topic.PERSON)),
            entry("org.remove_outside_collaborator", of(PERSON_LEFT, Topic.PERSON)),
            entry("copilot.swe_agent_repo_enablement_updated", of(GRANT_CHANGED, Topic.CODING_AGENT)),
            entry("copilot.cfb_seat_added", of(GRANT_GIVEN, Topic.SEAT)),
            entry("copilot.cfb_seat_assignment_created", of(GRANT_GIVEN, Topic.SEAT)),
            entry("copilot.cfb_seat_assignment_refreshed", of(GRANT_CHANGED, Topic.SEAT)),
            entry("copilot.cfb_seat_assignment_unassigned", of(GRANT_REVOKED, Topic.SEAT)),
            entry("copilot.cfb_seat_cancelled", of(GRANT_REVOKED, Topic.SEAT)));

    /**
     * The meanings of actions that are not listed individually, keyed by category. All actions of one category affect
     * the same kind of object. GitHub adds new actions over time.
     */
    private static final Map<String, GitHubAuditActions> CATEGORIES = Map.of(
            "integration_installation", of(GRANT_CHANGED, Topic.APP),
            "personal_access_token", of(GRANT_CHANGED, Topic.TOKEN_REQUEST),
            "org_credential_authorization", of(GRANT_CHANGED, Topic.AUTHORIZED_CREDENTIAL),
            "hook", of(GRANT_CHANGED, Topic.HOOK),
            "oauth_authorization", of(GRANT_CHANGED, Topic.OAUTH_APP));

    /** Returns the categories of all known actions, in a stable order. */
    static List<String> categories() {
        return Stream.concat(
                        ACTIONS.keySet().stream().map(action -> action.substring(0, action.indexOf('.'))),
                        CATEGORIES.keySet().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** Returns the meaning, or empty for the many actions that do not affect access. */
    static Optional<GitHubAuditActions> of(String action) {
        GitHubAuditActions known = ACTIONS.get(action);
        if (known != null) {
            return Optional.of(known);
        }
        int dot = action.indexOf('.');
        return dot < 0 ? Optional.empty() : Optional.ofNullable(CATEGORIES.get(action.substring(0, dot)));
    }

    private static GitHubAuditActions of(AccessEventType type, Topic topic) {
        return new GitHubAuditActions(type, topic);
    }
}
