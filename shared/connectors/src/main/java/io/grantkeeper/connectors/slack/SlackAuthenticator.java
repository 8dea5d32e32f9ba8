package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.Authenticator;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.ProviderRequest;
import io.grantkeeper.identity.Secret;
import java.util.Optional;

/** Adds a bearer token: the bot's where a method wants it and there is one, else the owner's. */
final class SlackAuthenticator implements Authenticator {
    private final TokenRotation rotation = new TokenRotation();

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
        if (slot.equals(SlackTokens.BOT)) {
            Optional<Secret> bot = session.credential(SlackTokens.BOT);
            if (bot.isPresent()) {
                return bot.get();
            }
        }
        return session.credential(SlackTokens.REFRESH).isPresent()
                ? rotation.token(session)
                : session.requiredCredential(SlackTokens.USER);
    }
}
