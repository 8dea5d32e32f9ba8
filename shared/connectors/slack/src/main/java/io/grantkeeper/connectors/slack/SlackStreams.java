package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.StreamDefinition;
import java.time.Duration;
import java.util.List;

/**
 * The definitions of the connector's streams: the scope that each requires, how often each is due, and the reader of
 * its rows.
 */
final class SlackStreams {
    static final List<AccessStream> ALL = List.of(
            SlackAppListings.approved(),
            SlackAppListings.restricted(),
            SlackAppListings.requests(),
            StreamDefinition.listing(
                            SlackInstalledAppsStream.ID, "Installed apps and integrations, from the integration logs")
                    // A legacy scope that covers many permissions. No narrower scope gives access to the integration
                    // logs.
                    .withScopes("admin")
                    .withFreshFor(Duration.ofHours(6))
                    .readBy(SlackInstalledAppsStream::read)
                    .withPartitions(SlackInstalledAppsStream::partitions),
            StreamDefinition.listing(SlackUsersStream.ID, "Organization members")
                    .withScopes("admin.users:read")
                    .withFreshFor(Duration.ofHours(12))
                    .readBy(SlackUsersStream::read)
                    .withPartitions(SlackUsersStream::partitions)
                    .withSegments(SlackUsersStream::segmentOf),
            StreamDefinition.listing(SlackBotsStream.ID, "Bots, and the people of a single workspace")
                    // A bot token with this scope is sufficient.
                    .withScopes("users:read")
                    .withFreshFor(Duration.ofHours(12))
                    .readBy(SlackBotsStream::read)
                    .withPartitions(SlackBotsStream::partitions)
                    .withSegments(SlackBotsStream::segmentOf),
            StreamDefinition.listing(SlackWorkflowsStream.ID, "Workflows")
                    .withScopes("admin.workflows:read")
                    .withFreshFor(Duration.ofHours(24))
                    .readBy(SlackWorkflowsStream::read),
            StreamDefinition.log(SlackIntegrationLogStream.ID, "Integration logs")
                    // A legacy scope that covers many permissions. No narrower scope gives access to the integration
                    // logs.
                    .withScopes("admin")
                    .withFreshFor(Duration.ofMinutes(15))
                    .withOverlap(SlackIntegrationLogStream.OVERLAP)
                    .withFirstLookBack(SlackIntegrationLogStream.FIRST_LOOK_BACK)
                    .readBy(SlackIntegrationLogStream::read)
                    .withPartitions(SlackIntegrationLogStream::partitions),
            StreamDefinition.log(SlackAppActivitiesStream.ID, "App activity on Slack's platform")
                    .withScopes("admin.app_activities:read")
                    .withFreshFor(Duration.ofHours(6))
                    .withOverlap(SlackAppActivitiesStream.OVERLAP)
                    .withFirstLookBack(SlackAppActivitiesStream.FIRST_LOOK_BACK)
                    .readBy(SlackAppActivitiesStream::read),
            StreamDefinition.log(SlackAuditLogStream.ID, "Audit log")
                    .withScopes("auditlogs:read")
                    .withFreshFor(Duration.ofMinutes(15))
                    .withOverlap(SlackAuditLogStream.OVERLAP)
                    .withFirstLookBack(SlackAuditLogStream.FIRST_LOOK_BACK)
                    .readBy(SlackAuditLogStream::read)
                    .withPartitions(SlackAuditLogStream::partitions));

    private SlackStreams() {}
}
