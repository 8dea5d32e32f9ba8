package io.grantkeeper.connectors.anthropic;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.StreamDefinition;
import java.time.Duration;
import java.util.List;

/**
 * The definitions of the connector's streams: the scope that each requires, how often each is due, and the reader of
 * its rows.
 */
final class AnthropicStreams {
    static final List<AccessStream> ALL = List.of(
            StreamDefinition.listing(AnthropicKeysStream.ID, "Workspace API keys")
                    .withScopes(AnthropicScopes.ADMIN)
                    .withFreshFor(Duration.ofHours(6))
                    .readBy(AnthropicKeysStream::read)
                    .withSegments(AnthropicIds::objectId),
            AnthropicListingStream.stream(
                    AnthropicServiceAccountsStream.ID,
                    "Service accounts",
                    "service_accounts",
                    AnthropicPaging.BY_TOKEN,
                    AnthropicServiceAccountsStream::read),
            AnthropicListingStream.stream(
                    AnthropicFederationRulesStream.ID,
                    "Workload identity federation rules",
                    "federation_rules",
                    AnthropicPaging.BY_TOKEN,
                    AnthropicFederationRulesStream::read),
            AnthropicListingStream.stream(
                    AnthropicUsersStream.ID, "People", "users", AnthropicPaging.BY_ID, AnthropicUsersStream::read),
            AnthropicListingStream.stream(
                    AnthropicInvitesStream.ID,
                    "Invitations",
                    "invites",
                    AnthropicPaging.BY_ID,
                    AnthropicInvitesStream::read),
            StreamDefinition.log(AnthropicActivitiesStream.ID, "Activities")
                    .withScopes(AnthropicScopes.ACTIVITIES)
                    .withFreshFor(Duration.ofMinutes(15))
                    .withOverlap(AnthropicActivitiesStream.LATEST_ROW)
                    .withFirstLookBack(AnthropicActivitiesStream.FIRST_LOOK_BACK)
                    .readBy(AnthropicActivitiesStream::read),
            StreamDefinition.log(AnthropicUsageStream.ID, "Usage by key")
                    .withScopes(AnthropicScopes.ADMIN)
                    .withFreshFor(Duration.ofHours(6))
                    .withOverlap(AnthropicUsageStream.LATEST_COUNT)
                    .withFirstLookBack(AnthropicUsageStream.FIRST_LOOK_BACK)
                    .readBy(AnthropicUsageStream::read));

    private AnthropicStreams() {}
}
