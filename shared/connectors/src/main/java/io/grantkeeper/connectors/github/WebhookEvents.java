package io.grantkeeper.connectors.github;

import static java.util.Map.entry;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.identity.StreamId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which of GitHub's events are heard, and which are left alone on purpose. */
final class WebhookEvents {
    @FunctionalInterface
    private interface Handler {
        WebhookOutcome handle(Delivery delivery) throws ConnectorException;
    }

    private static final Map<String, Handler> HANDLERS = Map.ofEntries(
            entry("installation", AppWebhooks::installation),
            entry("installation_repositories", AppWebhooks::repositories),
            entry("installation_target", AppWebhooks::renamed),
            entry("github_app_authorization", AppWebhooks::authorization),
            entry("personal_access_token_request", TokenWebhooks::request),
            entry("organization", PeopleWebhooks::organization),
            entry("member", PeopleWebhooks::collaborator),
            entry("deploy_key", RepositoryWebhooks::deployKey),
            entry("repository", RepositoryWebhooks::repository),
            entry("secret_scanning_alert", RepositoryWebhooks::leakedSecret),
            entry("meta", RepositoryWebhooks::webhookDeleted));

    /** Events that say nothing about access, and why. */
    private static final Map<String, String> IGNORED = Map.of(
            "membership", "teams open repositories to people, which is not kept here",
            "team", "teams open repositories to people, which is not kept here",
            "org_block", "blocking someone opens nothing",
            "sponsorship", "money opens nothing");

    /**
     * What to read again where a delivery is known to have failed, and only its event is known. Events of deploy keys
     * and repositories are missing: which slice they mean is told by the delivery alone, so the next sweep reads it.
     */
    private static final Map<String, List<StreamId>> REREADS = Map.of(
            "installation", List.of(Installations.ID),
            "installation_repositories", List.of(Installations.ID),
            "installation_target", List.of(Installations.ID),
            "personal_access_token_request", List.of(TokenRequests.ID, FineGrainedTokens.ID),
            "organization", List.of(People.ID),
            "member", List.of(People.ID),
            "secret_scanning_alert", List.of(FineGrainedTokens.ID, AuthorizedCredentials.ID),
            "meta", List.of(OrganizationHooks.ID));

    private WebhookEvents() {}

    static WebhookOutcome outcome(Delivery delivery) throws ConnectorException {
        Handler handler = HANDLERS.get(delivery.event());
        if (handler == null) {
            return delivery.ignored(Optional.ofNullable(IGNORED.get(delivery.event()))
                    .orElse("GitHub's event '%s' is not known to say anything about access"
                            .formatted(delivery.event())));
        }
        Optional<String> account = delivery.account();
        if (account.isPresent() && !account.get().equalsIgnoreCase(delivery.organization()) && !renamed(delivery)) {
            return delivery.ignored(
                    "it speaks of another account than organisation '%s'".formatted(delivery.organization()));
        }
        return handler.handle(delivery);
    }

    /** The listings that a lost delivery of this event may have changed. */
    static List<StreamId> streams(String event) {
        return REREADS.getOrDefault(event, List.of());
    }

    /** Whether such a delivery is worth asking for again. */
    static boolean isHeard(String event) {
        return HANDLERS.containsKey(event);
    }

    /** A renamed organisation speaks under its new name, before anyone could correct the setting. */
    private static boolean renamed(Delivery delivery) throws ConnectorException {
        return delivery.action().equals("renamed");
    }
}
