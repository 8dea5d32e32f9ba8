package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ListingOrder;
import io.grantkeeper.connector.StreamDefinition;
import io.grantkeeper.identity.StreamId;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The definitions of the connector's streams: the scope that each requires, how often each is due, and the reader of
 * its rows.
 */
final class OpenAiStreams {
    static final List<AccessStream> ALL = List.of(
            OpenAiListingStream.stream(
                    // "Order results by creation time" (API reference, "List all organization and project API keys").
                    // The
                    // pages of the other listings also start after a row, but their order is not documented.
                    listing(OpenAiAdminKeysStream.ID, "Admin keys", Duration.ofHours(6))
                            .withOrder(ListingOrder.FIXED),
                    "admin_api_keys",
                    OpenAiAdminKeysStream::read),
            OpenAiPerProjectStream.stream(
                    listing(OpenAiProjectKeysStream.ID, "Project keys", Duration.ofHours(6)),
                    "api_keys",
                    Map.of("owner_project_access", "any"),
                    OpenAiProjectKeysStream::read),
            OpenAiPerProjectStream.stream(
                    listing(OpenAiServiceAccountsStream.ID, "Project service accounts", Duration.ofHours(12)),
                    "service_accounts",
                    Map.of(),
                    OpenAiServiceAccountsStream::read),
            OpenAiListingStream.stream(
                    listing(OpenAiUsersStream.ID, "People", Duration.ofHours(12)), "users", OpenAiUsersStream::read),
            OpenAiListingStream.stream(
                    listing(OpenAiInvitesStream.ID, "Invitations", Duration.ofHours(12)),
                    "invites",
                    OpenAiInvitesStream::read),
            OpenAiListingStream.stream(
                    listing(OpenAiCertificatesStream.ID, "Certificates for mutual TLS", Duration.ofHours(24)),
                    "certificates",
                    OpenAiCertificatesStream::read),
            StreamDefinition.log(OpenAiAuditLogStream.ID, "Audit log")
                    .withScopes(OpenAiScopes.AUDIT_LOG)
                    .withFreshFor(Duration.ofMinutes(15))
                    .withOverlap(OpenAiAuditLogStream.LATEST_ROW)
                    .withFirstLookBack(OpenAiAuditLogStream.FIRST_LOOK_BACK)
                    .readBy(OpenAiAuditLogStream::read),
            StreamDefinition.log(OpenAiUsageStream.ID, "Usage by key")
                    .withScopes(OpenAiScopes.USAGE)
                    .withFreshFor(Duration.ofHours(6))
                    .withOverlap(OpenAiUsageStream.LATEST_COUNT)
                    .withFirstLookBack(OpenAiUsageStream.FIRST_LOOK_BACK)
                    .readBy(OpenAiUsageStream::read)
                    .withPartitions(OpenAiUsageStream::partitions));

    private OpenAiStreams() {}

    /** Returns the definition of a listing. All of OpenAI's listings require the same permission. */
    private static StreamDefinition listing(StreamId id, String title, Duration freshFor) {
        return StreamDefinition.listing(id, title)
                .withScopes(OpenAiScopes.MANAGEMENT)
                .withFreshFor(freshFor);
    }
}
