package io.grantkeeper.connectors.github;

import static java.util.Map.entry;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.identity.StreamId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The GitHub events that are handled, and those that are deliberately ignored. */
final class GitHubWebhookEvents {
    @FunctionalInterface
    private interface Handler {
        WebhookOutcome handle(GitHubWebhookDelivery delivery) throws ConnectorException;
    }

    private static final Map<String, Handler> HANDLERS = Map.ofEntries(
            entry("installation", GitHubInstallationWebhooks::installation),
            entry("installation_repositories", GitHubInstallationWebhooks::repositories),
            entry("installation_target", GitHubInstallationWebhooks::renamed),
            entry("github_app_authorization", GitHubInstallationWebhooks::authorization),
            entry("personal_access_token_request", GitHubTokenWebhooks::request),
            entry("organization", GitHubMemberWebhooks::organization),
            entry("member", GitHubMemberWebhooks::collaborator),
            entry("deploy_key", GitHubRepositoryEventWebhooks::deployKey),
            entry("repository", GitHubRepositoryEventWebhooks::repository),
            entry("secret_scanning_alert", GitHubRepositoryEventWebhooks::leakedSecret),
            entry("meta", GitHubRepositoryEventWebhooks::webhookDeleted));

    /** Events that do not affect access, each with the reason. */
    private static final Map<String, String> IGNORED = Map.of(
            "membership", "Grantkeeper does not store the access that people have through teams",
            "team", "Grantkeeper does not store the access that people have through teams",
            "org_block", "blocking a person does not grant access",
            "sponsorship", "payments do not grant access");

    /**
     * The streams to read again after a failed delivery, keyed by the event's name. The name is all that is known about
     * such a delivery. Deploy key and repository events have no entry: only the delivery itself names the partition, so
     * the next sweep reads it.
     */
    private static final Map<String, List<StreamId>> REREADS = Map.of(
            "installation", List.of(GitHubInstallationsStream.ID),
            "installation_repositories", List.of(GitHubInstallationsStream.ID),
            "installation_target", List.of(GitHubInstallationsStream.ID),
            "personal_access_token_request", List.of(GitHubTokenRequestsStream.ID, GitHubFineGrainedTokensStream.ID),
            "organization", List.of(GitHubMembersStream.ID),
            "member", List.of(GitHubMembersStream.ID),
            "secret_scanning_alert", List.of(GitHubFineGrainedTokensStream.ID, GitHubCredentialAuthorizationsStream.ID),
            "meta", List.of(GitHubOrganizationWebhooksStream.ID));

    private GitHubWebhookEvents() {}

    static WebhookOutcome outcome(GitHubWebhookDelivery delivery) throws ConnectorException {
        Handler handler = HANDLERS.get(delivery.event());
        if (handler == null) {
            return delivery.ignored(Optional.ofNullable(IGNORED.get(delivery.event()))
                    .orElse("GitHub's event '%s' is not known to affect access".formatted(delivery.event())));
        }
        Optional<String> account = delivery.account();
        if (account.isPresent() && !account.get().equalsIgnoreCase(delivery.organization()) && !isRename(delivery)) {
            return delivery.ignored(
                    "the event is about an account other than organization '%s'".formatted(delivery.organization()));
        }
        return handler.handle(delivery);
    }

    /** Returns the streams whose listings may have changed if a delivery of this event was lost. */
    static List<StreamId> affectedStreams(String event) {
        return REREADS.getOrDefault(event, List.of());
    }

    /** Returns whether this event is handled, so that a redelivery of it is useful. */
    static boolean isHandled(String event) {
        return HANDLERS.containsKey(event);
    }

    /**
     * Returns whether the organization was renamed. GitHub immediately sends events under the new name, before anyone
     * can correct the setting.
     */
    private static boolean isRename(GitHubWebhookDelivery delivery) throws ConnectorException {
        return delivery.action().equals("renamed");
    }
}
