package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.Authenticator;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.ProviderRequest;
import io.grantkeeper.identity.Secret;
import java.util.Optional;

/**
 * An authenticator that adds a bearer token. It adds the bot's token if the method prefers it and the connection has
 * one; otherwise, it adds the owner's token.
 */
final class SlackAuthenticator implements Authenticator {
    private final SlackTokenRotation rotation = new SlackTokenRotation();

    @Override
    public ProviderRequest authenticate(ProviderSession session, ProviderRequest request) throws ConnectorException {
        return request.needsAuthentication()
                ? request.header(
                        "authorization",
                        "Bearer " + token(session, request.credential()).reveal())
                : request;
    }

    @Override
    public void forget(ProviderSession session) {
        rotation.forget(session.connection());
    }

    private Secret token(ProviderSession session, String slot) throws ConnectorException {
        if (slot.equals(SlackCredentials.BOT)) {
            Optional<Secret> bot = session.credential(SlackCredentials.BOT);
            if (bot.isPresent()) {
                return bot.get();
            }
        }
        return session.credential(SlackCredentials.REFRESH).isPresent()
                ? rotation.token(session)
                : session.requiredCredential(SlackCredentials.USER);
    }
}
