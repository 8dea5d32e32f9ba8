package io.grantkeeper.connectors.openai;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The meaning of an audit row type. Source of the type names: {@code AuditLogEventType} in OpenAI's OpenAPI
 * description, as of version 7.57.0 of its client library.
 *
 * @param topic the kind of object that is affected
 */
record OpenAiAuditTypes(AccessEventType type, Topic topic) {
    /**
     * The kind of object that a row affects. The kind determines which identity the row refers to and which listings
     * are read again.
     */
    enum Topic {
        KEY,
        ADMIN_KEY,
        SERVICE_ACCOUNT,
        CERTIFICATE,
        PROJECT,
        PERSON,
        INVITE,
        FEDERATION
    }

    private static final Map<String, OpenAiAuditTypes> TYPES = Map.ofEntries(
            entry("api_key.created", of(CREDENTIAL_ADDED, Topic.KEY)),
            entry("api_key.updated", of(GRANT_CHANGED, Topic.KEY)),
            entry("api_key.deleted", of(CREDENTIAL_REMOVED, Topic.KEY)),
            entry("tenant.project_api_key.created", of(CREDENTIAL_ADDED, Topic.KEY)),
            entry("tenant.admin_api_key.created", of(CREDENTIAL_ADDED, Topic.ADMIN_KEY)),
            entry("tenant.admin_api_key.updated", of(GRANT_CHANGED, Topic.ADMIN_KEY)),
            entry("tenant.admin_api_key.deleted", of(CREDENTIAL_REMOVED, Topic.ADMIN_KEY)),
            entry("service_account.created", of(GRANT_GIVEN, Topic.SERVICE_ACCOUNT)),
            entry("service_account.updated", of(GRANT_CHANGED, Topic.SERVICE_ACCOUNT)),
            entry("service_account.deleted", of(GRANT_REVOKED, Topic.SERVICE_ACCOUNT)),
            entry("certificate.created", of(CREDENTIAL_ADDED, Topic.CERTIFICATE)),
            entry("certificate.updated", of(GRANT_CHANGED, Topic.CERTIFICATE)),
            entry("certificate.deleted", of(CREDENTIAL_REMOVED, Topic.CERTIFICATE)),
            entry("certificates.activated", of(IDENTITY_RESUMED, Topic.CERTIFICATE)),
            entry("certificates.deactivated", of(IDENTITY_SUSPENDED, Topic.CERTIFICATE)),
            entry("project.archived", of(GRANT_REVOKED, Topic.PROJECT)),
            entry("project.deleted", of(GRANT_REVOKED, Topic.PROJECT)),
            entry("user.added", of(PERSON_JOINED, Topic.PERSON)),
            entry("user.updated", of(PERSON_CHANGED, Topic.PERSON)),
            entry("user.deleted", of(PERSON_LEFT, Topic.PERSON)),
            entry("role.assignment.created", of(PERSON_CHANGED, Topic.PERSON)),
            entry("role.assignment.deleted", of(PERSON_CHANGED, Topic.PERSON)),
            entry("invite.sent", of(PERSON_CHANGED, Topic.INVITE)),
            entry("invite.accepted", of(PERSON_JOINED, Topic.INVITE)),
            entry("invite.deleted", of(PERSON_CHANGED, Topic.INVITE)),
            entry("workload_identity_provider.created", of(CREDENTIAL_ADDED, Topic.FEDERATION)),
            entry("workload_identity_provider.updated", of(GRANT_CHANGED, Topic.FEDERATION)),
            entry("workload_identity_provider.deleted", of(CREDENTIAL_REMOVED, Topic.FEDERATION)),
            entry("workload_identity_provider_mapping.created", of(GRANT_GIVEN, Topic.FEDERATION)),
            entry("workload_identity_provider_mapping.updated", of(GRANT_CHANGED, Topic.FEDERATION)),
            entry("workload_identity_provider_mapping.deleted", of(GRANT_REVOKED, Topic.FEDERATION)));

    /**
     * Returns the types to request, in a stable order. The types for sign-ins and limits, which make up most of the
     * log, are omitted.
     */
    static List<String> requestedTypes() {
        return TYPES.keySet().stream().sorted().toList();
    }

    /** Returns the meaning, or empty for the many types that do not affect access. */
    static Optional<OpenAiAuditTypes> of(String type) {
        return Optional.ofNullable(TYPES.get(type));
    }

    private static OpenAiAuditTypes of(AccessEventType type, Topic topic) {
        return new OpenAiAuditTypes(type, topic);
    }
}
