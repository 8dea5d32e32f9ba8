package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ListingOrder;
import io.grantkeeper.connector.StreamDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The definitions of the connector's streams: the scope that each requires, how often each is due, and the reader of
 * its rows.
 */
final class GitHubStreams {
    static final List<AccessStream> ALL = List.of(
            GitHubListingStream.at("/installations")
                    .wrappedIn("installations", "total_count", row -> Optional.of(row.id("id")))
                    .stream(
                            StreamDefinition.listing(GitHubInstallationsStream.ID, "App installations")
                                    .withScopes("organization_administration:read")
                                    .withFreshFor(Duration.ofHours(6)),
                            GitHubInstallationsStream::read),
            GitHubListingStream.at("/personal-access-tokens")
                    .withQuery(Map.of("sort", "created_at", "direction", "asc"))
                    .stream(
                            StreamDefinition.listing(
                                            GitHubFineGrainedTokensStream.ID, "Fine-grained personal access tokens")
                                    .withScopes("organization_personal_access_tokens:read")
                                    .withFreshFor(Duration.ofHours(12)),
                            GitHubFineGrainedTokensStream::read),
            GitHubListingStream.at("/personal-access-token-requests")
                    .withQuery(Map.of("sort", "created_at", "direction", "asc"))
                    .stream(
                            StreamDefinition.listing(GitHubTokenRequestsStream.ID, "Requests for fine-grained tokens")
                                    .withScopes("organization_personal_access_token_requests:read")
                                    .withFreshFor(Duration.ofHours(12)),
                            GitHubTokenRequestsStream::read),
            GitHubListingStream.at("/credential-authorizations").asOwner().stream(
                    StreamDefinition.listing(
                                    GitHubCredentialAuthorizationsStream.ID,
                                    "Classic tokens, SSH keys and OAuth app tokens")
                            .withScopes("read:org")
                            .withFreshFor(Duration.ofHours(24)),
                    GitHubCredentialAuthorizationsStream::read),
            StreamDefinition.listing(GitHubDeployKeysStream.ID, "Deploy keys")
                    // Listing repositories requires metadata:read, which GitHub automatically adds to every repository
                    // permission.
                    .withScopes("administration:read")
                    .withOrder(ListingOrder.PLANNED)
                    .withFreshFor(Duration.ofHours(24))
                    .readBy(GitHubDeployKeysStream::read)
                    .withPartitions(GitHubDeployKeysStream::partitions)
                    .withSegments(GitHubDeployKeysStream::segmentOf)
                    .withDirectReads(GitHubDeployKeysStream::directRead),
            StreamDefinition.listing(GitHubWorkflowsStream.ID, "Workflows with their secrets and branch protection")
                    .withScopes("secrets:read", "actions:read", "administration:read")
                    .withOrder(ListingOrder.PLANNED)
                    .withFreshFor(Duration.ofHours(24))
                    .readBy(GitHubWorkflowsStream::read)
                    .withPartitions(GitHubWorkflowsStream::partitions)
                    .withSegments(GitHubWorkflowsStream::segmentOf)
                    .withDirectReads(GitHubRepositoryPartitions::onlyRepository),
            // A webhook can also be read by its id (REST API, "Get an organization webhook").
            GitHubListingStream.at("/hooks").stream(
                            StreamDefinition.listing(GitHubOrganizationWebhooksStream.ID, "Organization webhooks")
                                    .withScopes("organization_hooks:read")
                                    .withFreshFor(Duration.ofHours(12)),
                            GitHubOrganizationWebhooksStream::read)
                    .withSegments(GitHubOrganizationWebhooksStream::hookId),
            GitHubListingStream.at("/copilot/billing/seats")
                    .wrappedIn("seats", "total_seats", GitHubCopilotSeatsStream::userId)
                    .stream(
                            StreamDefinition.listing(GitHubCopilotSeatsStream.ID, "Copilot seats")
                                    .withScopes("organization_copilot_seat_management:read")
                                    .withFreshFor(Duration.ofHours(24)),
                            GitHubCopilotSeatsStream::read),
            StreamDefinition.listing(GitHubCodingAgentStream.ID, "Copilot coding agent")
                    .withScopes("organization_copilot_agent_settings:read")
                    .withFreshFor(Duration.ofHours(12))
                    .readBy(GitHubCodingAgentStream::read),
            StreamDefinition.listing(GitHubMembersStream.ID, "Members and outside collaborators")
                    .withScopes("members:read")
                    .withFreshFor(Duration.ofHours(12))
                    .readBy(GitHubMembersStream::read),
            StreamDefinition.listing(GitHubOrganizationRolesStream.ID, "Owners and organization roles")
                    .withScopes("members:read", "organization_custom_org_roles:read")
                    .withFreshFor(Duration.ofHours(12))
                    .readBy(GitHubOrganizationRolesStream::read),
            StreamDefinition.listing(GitHubSamlIdentitiesStream.ID, "Work addresses from single sign-on")
                    .withScopes("members:read")
                    .withFreshFor(Duration.ofHours(24))
                    .readBy(GitHubSamlIdentitiesStream::read),
            StreamDefinition.log(GitHubAuditLogStream.ID, "Audit log")
                    .withScopes("organization_administration:read")
                    .withFreshFor(Duration.ofMinutes(15))
                    .withOverlap(GitHubAuditLogStream.LATEST_ROW)
                    .withFirstLookBack(GitHubAuditLogStream.FIRST_LOOK_BACK)
                    .readBy(GitHubAuditLogStream::read)
                    .withPartitions(GitHubAuditLogStream::partitions));

    private GitHubStreams() {}
}
