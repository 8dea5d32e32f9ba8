package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.connector.webhook.WebhookOutcome.Accepted;
import io.grantkeeper.connector.webhook.WebhookOutcome.Handshake;
import io.grantkeeper.connector.webhook.WebhookOutcome.Refused;
import io.grantkeeper.connector.webhook.WebhookRequest;
import io.grantkeeper.connector.webhook.WebhookVerifier;
import io.grantkeeper.identity.Secret;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Verifies GitHub's deliveries to the app's webhook. GitHub signs only the body. Therefore, the body's digest
 * identifies a delivery, and the event's name in the header is accepted only if the body has the content of such an
 * event.
 */
final class GitHubWebhooks implements WebhookVerifier {
    /** GitHub's maximum body size. GitHub does not deliver larger events. */
    private static final int MAX_BYTES = 25 * 1024 * 1024;

    private static final Pattern EVENT = Pattern.compile("[a-z0-9_]{1,100}");
    private static final Pattern DELIVERY = Pattern.compile("[A-Za-z0-9-]{1,100}");

    @Override
    public int maxBytes() {
        return MAX_BYTES;
    }

    @Override
    public WebhookOutcome accept(ProviderSession session, WebhookRequest request) throws ConnectorException {
        GitHubSettings settings = GitHubSettings.of(session.connection());
        Secret secret = session.requiredCredential(GitHubCredentials.WEBHOOK_SECRET);
        if (!request.method().equals("POST")) {
            return new Refused(400, "GitHub delivers only by POST");
        }
        if (request.body().length > MAX_BYTES) {
            return new Refused(413, "larger than GitHub's maximum");
        }
        Optional<byte[]> claimed = request.header("x-hub-signature-256").flatMap(GitHubWebhookSignature::parse);
        if (claimed.isEmpty()) {
            return new Refused(401, "no X-Hub-Signature-256 in the form sha256=<64 hex digits>");
        }
        if (!GitHubWebhookSignature.matches(secret, request.body(), claimed.get())) {
            return new Refused(401, "the signature does not match this body and this connection's 'webhook-secret'");
        }
        Optional<String> event = request.header("x-github-event").filter(EVENT.asMatchPredicate());
        Optional<String> delivery = request.header("x-github-delivery").filter(DELIVERY.asMatchPredicate());
        if (event.isEmpty() || delivery.isEmpty()) {
            return new Refused(400, "no X-GitHub-Event or X-GitHub-Delivery");
        }
        try {
            return read(session, settings, request, event.get());
        } catch (ConnectorException e) {
            return new Refused(400, e.problem().message());
        }
    }

    private static WebhookOutcome read(
            ProviderSession session, GitHubSettings settings, WebhookRequest request, String event)
            throws ConnectorException {
        JsonNodeReader body = JsonNodeReader.of("webhook " + event, request.body());
        if (!body.isObject()) {
            throw body.unexpected("an object; choose 'application/json' as the webhook's content type");
        }
        if (event.equals("ping")) {
            return new Handshake(200, "text/plain", "pong");
        }
        if (!GitHubWebhookContents.isContentOf(event, body)) {
            return new Refused(
                    400,
                    "the body does not belong to the event that X-GitHub-Event names; GitHub does not sign that header");
        }
        WebhookOutcome outcome = GitHubWebhookEvents.outcome(new GitHubWebhookDelivery(
                request.bodyDigest(),
                event,
                body,
                new GitHubIds(session.connection().id()),
                settings.organization()));
        // GitHub may add a member to the body of the event, or the body belongs to another event. The listings decide.
        return outcome instanceof Accepted accepted && !GitHubWebhookContents.hasOnlyDocumentedMembers(event, body)
                ? new Accepted(accepted.deliveryId(), accepted.event(), accepted.rereads(), List.of())
                : outcome;
    }
}
